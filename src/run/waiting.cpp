#include "run/waiting.h"

namespace recipe::run {

Result<std::unique_ptr<os::FileLock>> lock_aloud(os::FileSystem& files, Observer& observer,
                                                 const std::string& path, const std::string& what) {
  TRY_ASSIGN(auto lock, files.lock(path, os::Wait::no));
  if (lock) return lock;
  observer.doing("waiting for another run that " + what);
  TRY_ASSIGN(lock, files.lock(path, os::Wait::yes));
  observer.doing("");
  return lock;
}

}  // namespace recipe::run
