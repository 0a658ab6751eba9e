#include "run/waiting.h"

namespace recipe::run {

Result<std::unique_ptr<os::FileLock>> lock_aloud(Context& run, const std::string& path,
                                                 const std::string& what) {
  TRY_ASSIGN(auto lock, run.world.files.lock(path, os::Wait::no));
  if (lock) return lock;
  run.observer.doing("waiting for another run that " + what);
  TRY_ASSIGN(lock, run.world.files.lock(path, os::Wait::yes));
  run.observer.doing("");
  return lock;
}

}  // namespace recipe::run
