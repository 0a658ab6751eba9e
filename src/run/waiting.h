#pragma once

#include <memory>
#include <string>

#include "os/file_system.h"
#include "run/observer.h"

namespace recipe::run {

/// The lock on `path`. While another run holds it, the observer is told what is waited for: one
/// that "builds the same checkout".
Result<std::unique_ptr<os::FileLock>> lock_aloud(os::FileSystem& files, Observer& observer,
                                                 const std::string& path, const std::string& what);

}  // namespace recipe::run
