#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "os/process.h"
#include "os/trace_supervisor.h"

namespace recipe::os {

/// A running command in the caller's process group, with its streams and signals.
struct AttachedChild {
  pid_t pid = 0;
  std::unique_ptr<TraceSupervisor> supervisor;  ///< null: not traced
  std::string untraced;                         ///< why not, although it was asked for
};

/// What takes the place of standard output and error; -1: nothing.
struct AttachedStreams {
  int out = -1;
  int err = -1;
};

/// Success means that the program itself runs.
Result<AttachedChild> spawn_attached(const Command& command, const AttachedStreams& streams,
                                     const Attachment& attachment);

}  // namespace recipe::os
