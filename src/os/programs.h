#pragma once

#include <string>
#include <vector>

#include "os/machine.h"

namespace recipe::os {

/// What a program file said of its version.
struct KnownProgram {
  std::string path;   ///< as PATH leads to it
  FileStatus status;  ///< of the file, then
  std::string said;   ///< one line

  bool looks_like(const FileStatus& now) const {
    return status.size == now.size && status.modified_ns == now.modified_ns &&
           status.changed_ns == now.changed_ns && status.inode == now.inode;
  }
};

/// Adds GPUs and driver by NVML, loaded from this library where the driver's device is there; if it
/// says of none, by nvidia-smi.
void add_gpus(World& world, Machine& machine, const std::string& nvml);

/// Adds GPUs and software to what is known of a machine, by asking programs, which takes a moment:
/// but not those that `known` has and that look as they did. It gains those that were asked. What
/// is a script, or stands in for another program, is asked each time, since its own file does not
/// say what it answers. Null: all are asked.
void ask_programs(World& world, Machine& machine, std::vector<KnownProgram>* known);

}  // namespace recipe::os
