#pragma once

#include "base/result.h"

namespace recipe::cli {

/// The exit codes of every command.
enum class Exit {
  fine = 0,
  failed = 1,   ///< a claim or a stage fails
  usage = 2,    ///< also a recipe that cannot be run as it is
  refused = 3,  ///< by the world: network, disk, permission
  undecided = 4,
  bug = 70,
  interrupted = 130,
};

/// Where several apply: 130, 70, 2, 3, 1, 4, 0.
Exit worst(Exit a, Exit b);
/// invalid and unsupported are 2, interrupted is 130, all else 3.
Exit exit_of(const Error& error);

}  // namespace recipe::cli
