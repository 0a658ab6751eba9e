#pragma once

#include <linux/filter.h>

#include <vector>

namespace recipe::os {

/// The seccomp program that asks the supervisor about every traced call and allows all others.
/// Opening a folder, or a name only, is allowed without asking.
std::vector<sock_filter> trace_filter();

/// What came of `install_trace_filter`.
struct Installed {
  int listener = -1;
  int code = 0;  ///< errno if there is no listener
  /// No privilege can be gained any more by starting a program.
  bool no_new_privileges = false;
};

/// Puts this thread and all that it starts under `filter`. Safe between fork and exec. Without the
/// right to do so, privileges are given up for good first.
Installed install_trace_filter(const std::vector<sock_filter>& filter);

}  // namespace recipe::os
