#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <thread>

#include "os/descriptor.h"
#include "os/trace.h"

namespace recipe::os {

/// Answers the traced calls of a command, each by letting it go on, and writes down what they name.
/// Works in a thread of its own until nothing is traced any more.
class TraceSupervisor {
 public:
  /// `listener` is the filter's. `no_new_privileges`: whether traced programs have lost theirs.
  TraceSupervisor(Descriptor listener, bool no_new_privileges, const TraceLimits& limits);
  TraceSupervisor(const TraceSupervisor&) = delete;
  TraceSupervisor& operator=(const TraceSupervisor&) = delete;
  /// What is still traced goes on without being looked at.
  ~TraceSupervisor();

  /// After the command's end: for at most `linger` more, until its last process has ended. What
  /// lives longer is left to a process of its own that only lets calls go on.
  Trace finish(std::chrono::milliseconds linger);

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace recipe::os
