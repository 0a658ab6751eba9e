#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "os/file_system.h"

namespace recipe::run {

/// Keeps what a command prints on the disk while it runs: bytes that `add` was given are synced
/// within half a second, by a thread of its own.
class OutputKeeper {
 public:
  OutputKeeper(os::FileSystem& files, std::string path);
  OutputKeeper(const OutputKeeper&) = delete;
  OutputKeeper& operator=(const OutputKeeper&) = delete;
  ~OutputKeeper();

  void add(std::string_view bytes);
  /// Writes the rest. An error is that of the first write that failed.
  Result<> finish();

 private:
  void keep();

  os::FileSystem& files_;
  const std::string path_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::string pending_;
  std::uint64_t kept_ = 0;
  bool done_ = false;
  Result<> outcome_;
  std::thread thread_;
};

/// More of a command's output is not kept.
inline constexpr std::uint64_t longest_output = std::uint64_t{1} << 30;

}  // namespace recipe::run
