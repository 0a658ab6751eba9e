#include "run/output_keeper.h"

#include <algorithm>
#include <utility>

namespace recipe::run {
namespace {

constexpr std::chrono::milliseconds write_every{500};

}  // namespace

OutputKeeper::OutputKeeper(os::FileSystem& files, std::string path)
    : files_(files), path_(std::move(path)), thread_([this] { keep(); }) {}

OutputKeeper::~OutputKeeper() {
  if (thread_.joinable()) static_cast<void>(finish());
}

void OutputKeeper::add(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t room = longest_output - std::min(longest_output, kept_);
  bytes = bytes.substr(0, room);
  kept_ += bytes.size();
  pending_ += bytes;
}

Result<> OutputKeeper::finish() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  wake_.notify_one();
  thread_.join();
  return outcome_;
}

void OutputKeeper::keep() {
  std::unique_lock lock(mutex_);
  while (!done_) {
    wake_.wait_for(lock, write_every, [this] { return done_; });
    std::string bytes = std::exchange(pending_, {});
    if (bytes.empty() || !outcome_) continue;
    lock.unlock();
    Result<> written = files_.append(path_, bytes);
    lock.lock();
    if (!written) outcome_ = std::move(written);
  }
}

}  // namespace recipe::run
