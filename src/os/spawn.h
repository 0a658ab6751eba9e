#pragma once

#include <sys/types.h>

#include "os/descriptor.h"
#include "os/process.h"

namespace recipe::os {

/// A running child, the leader of its own process group.
struct Child {
  pid_t pid = 0;
  Descriptor out;  ///< read ends, non-blocking
  Descriptor err;
};

/// Starts a command; success means that the program itself runs.
Result<Child> spawn(const Command& command);

}  // namespace recipe::os
