#include "cli/workers.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace recipe::cli {
namespace {

constexpr std::size_t most_threads = 16;

}  // namespace

void for_each_in_threads(std::size_t count, const std::function<bool()>& keep_going,
                         const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr thrown;
  std::mutex thrown_mutex;
  const auto carry_out = [&] {
    try {
      for (std::size_t i = next++; i < count && keep_going(); i = next++) work(i);
    } catch (...) {
      const std::lock_guard<std::mutex> alone(thrown_mutex);
      if (!thrown) thrown = std::current_exception();
      next = count;
    }
  };
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  // This thread is one of them.
  for (std::size_t i = 1; i < std::min({cores, count, most_threads}); ++i) {
    threads.emplace_back(carry_out);
  }
  carry_out();
  for (std::thread& thread : threads) thread.join();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace recipe::cli
