#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <thread>

#include "os/descriptor_io.h"
#include "os/interruption.h"
#include "os/real_files.h"
#include "os/system_error.h"

namespace recipe::os {
namespace {

class RealLock : public FileLock {
 public:
  explicit RealLock(Descriptor fd) : fd_(std::move(fd)) {}

 private:
  Descriptor fd_;
};

/// False if the file was removed or replaced before its lock was gained.
bool still_at(const Descriptor& fd, const std::string& path) {
  struct stat held {};
  struct stat found {};
  return ::fstat(fd.get(), &held) == 0 && ::stat(path.c_str(), &found) == 0 &&
         held.st_ino == found.st_ino && held.st_dev == found.st_dev;
}

}  // namespace

Result<std::unique_ptr<FileLock>> RealFiles::lock(const std::string& path, Wait wait) {
  for (;;) {
    TRY_ASSIGN(Descriptor fd, open_at(AT_FDCWD, path, O_RDWR | O_CREAT, 0666, "lock", path));
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) {
      if (!still_at(fd, path)) continue;
      return std::unique_ptr<FileLock>(std::make_unique<RealLock>(std::move(fd)));
    }
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return system_failure(errno, "lock", path);
    if (wait == Wait::no) return std::unique_ptr<FileLock>();
    if (interruption_requested()) {
      return fail(ErrorKind::interrupted, "stopped while waiting for the lock " + path);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

}  // namespace recipe::os
