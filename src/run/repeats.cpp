#include "run/repeats.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include "run/visit.h"

namespace recipe::run {

Result<std::vector<record::Record>> carry_out_all(os::World& world, const Plan& plan,
                                                  const std::string& program,
                                                  const Repeats& repeats,
                                                  const Observers& observers) {
  TRY_ASSIGN(Visit visit, Visit::begin(world, plan));
  std::vector<std::optional<Result<record::Record>>> ended(repeats.runs);
  std::atomic<std::size_t> next{1};
  std::atomic<bool> stop{false};
  const auto work = [&] {
    while (!stop) {
      const std::size_t number = next++;
      if (number > repeats.runs) return;
      const auto observer = observers(number);
      auto record = carry_out(world, plan, visit.workspace(), program, *observer, number);
      if (!record || record->state != record::State::ran) stop = true;
      ended[number - 1] = std::move(record);
    }
  };
  std::vector<std::jthread> others;
  const std::size_t jobs = std::min(repeats.jobs, repeats.runs);
  for (std::size_t i = 1; i < jobs; ++i) others.emplace_back(work);
  work();
  others.clear();
  const auto left = visit.end();

  std::vector<record::Record> records;
  for (std::optional<Result<record::Record>>& each : ended) {
    if (!each) continue;
    if (!*each) return tl::unexpected(std::move(each->error()));
    records.push_back(std::move(**each));
  }
  TRY(left);
  return records;
}

}  // namespace recipe::run
