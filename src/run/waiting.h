#pragma once

#include <memory>
#include <string>

#include "run/context.h"

namespace recipe::run {

/// The lock on `path`. While another run holds it, the observer is told what is waited for.
Result<std::unique_ptr<os::FileLock>> lock_aloud(Context& run, const std::string& path,
                                                 const std::string& what);

}  // namespace recipe::run
