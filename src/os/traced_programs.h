#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "os/trace.h"

namespace recipe::os {

/// Which program each thread of a traced command runs. A process that has not started another
/// program since it was forked runs its parent's.
class TracedPrograms {
 public:
  explicit TracedPrograms(const TraceLimits& limits) : limits_(limits) { programs_.emplace_back(); }

  /// Index of the program that `thread` runs; `thread` is stopped or was a moment ago.
  std::size_t of(pid_t thread);
  /// The process of a thread that `of` was asked for.
  pid_t process_of(pid_t thread) const;
  /// The folder in which `thread` is. Asked of the kernel once, and again after `enters` and
  /// `forget_folders`.
  const std::string& folder_of(pid_t thread);
  /// `thread` is about to change the folder of its process.
  void enters(pid_t thread);
  void forget_folders();
  /// `thread` is about to become another program.
  void started(pid_t thread, const std::string& executable, std::vector<std::string> arguments,
               bool privileged);

  void finish(Trace& trace);

 private:
  struct Thread {
    std::size_t program = 0;
    pid_t process = 0;
    std::chrono::steady_clock::time_point checked;
    double seen = 0;  ///< seconds since boot
    std::string folder;
    /// Only when this thread makes its next call has it surely entered its new folder.
    pid_t entering = 0;
  };

  Thread& find(pid_t thread, int depth);
  std::size_t by_kin(pid_t thread, pid_t process, pid_t parent, int depth);

  TraceLimits limits_;
  std::vector<TracedProgram> programs_;
  std::unordered_map<pid_t, Thread> threads_;
  std::unordered_map<std::string, std::size_t> by_start_;
  std::uint64_t dropped_ = 0;
};

}  // namespace recipe::os
