#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstdio>

#include "os/descriptor_io.h"
#include "os/real_files.h"
#include "os/system_error.h"

namespace recipe::os {
namespace {

/// Short whatever the name it stands in for; the process and a count make it unique.
std::string temporary_name_beside(const std::string& path) {
  static std::atomic<unsigned> count{0};
  return join_path(parent_path(path), fmt::format(".recipe-{}-{}.tmp", ::getpid(), ++count));
}

enum class Sync { yes, no };

Result<> fill_and_rename(const Descriptor& fd, const std::string& temporary,
                         const std::string& path, std::string_view bytes,
                         const struct stat* existing, Sync sync) {
  if (existing != nullptr) {
    // Only root can give a file away; for others it stays theirs.
    if (::fchown(fd.get(), existing->st_uid, existing->st_gid) != 0) errno = 0;
    if (::fchmod(fd.get(), existing->st_mode & 0777U) != 0) {
      return system_failure(errno, "write", path);
    }
  }
  TRY(write_all(fd.get(), bytes, path));
  if (sync == Sync::yes) TRY(sync_file(fd.get(), path));
  if (::rename(temporary.c_str(), path.c_str()) != 0) return system_failure(errno, "write", path);
  return {};
}

Result<> write_file(RealFiles& files, const std::string& given, std::string_view bytes, Sync sync) {
  TRY(without_zero_byte(given));
  // What a link points to is written, so that the link stays; one that points nowhere is replaced.
  const std::string path = files.real_path(given).value_or(given);
  struct stat found {};
  const bool exists = ::stat(path.c_str(), &found) == 0;
  if (exists && S_ISDIR(found.st_mode)) return system_failure(EISDIR, "write", given);
  if (exists && !S_ISREG(found.st_mode)) {
    // A device or a pipe cannot be replaced.
    TRY_ASSIGN(const Descriptor fd, open_at(AT_FDCWD, path, O_WRONLY, 0, "write", given));
    return write_all(fd.get(), bytes, given);
  }
  const std::string temporary = temporary_name_beside(path);
  TRY_ASSIGN(const Descriptor fd,
             open_at(AT_FDCWD, temporary, O_WRONLY | O_CREAT | O_EXCL, 0666, "write", given));
  auto done = fill_and_rename(fd, temporary, path, bytes, exists ? &found : nullptr, sync);
  if (!done) {
    ::unlink(temporary.c_str());
    return done;
  }
  return sync == Sync::yes ? sync_folder(parent_path(path)) : Result<>();
}

Result<> append_to_file(const std::string& path, std::string_view bytes, Sync sync) {
  TRY_ASSIGN(const Descriptor fd,
             open_at(AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT, 0666, "write", path));
  struct stat before {};
  if (::fstat(fd.get(), &before) != 0) return system_failure(errno, "write", path);
  if (auto written = write_all(fd.get(), bytes, path); !written) {
    // A disk that filled up half way must not leave half a line.
    if (S_ISREG(before.st_mode) && ::ftruncate(fd.get(), before.st_size) != 0) errno = 0;
    return written;
  }
  if (sync == Sync::no) return {};
  TRY(sync_file(fd.get(), path));
  return before.st_size == 0 ? sync_folder(parent_path(path)) : Result<>();
}

}  // namespace

Result<> RealFiles::write(const std::string& path, std::string_view bytes) {
  return write_file(*this, path, bytes, Sync::yes);
}

Result<> RealFiles::write_unsynced(const std::string& path, std::string_view bytes) {
  return write_file(*this, path, bytes, Sync::no);
}

Result<> RealFiles::append(const std::string& path, std::string_view bytes) {
  return append_to_file(path, bytes, Sync::yes);
}

Result<> RealFiles::append_unsynced(const std::string& path, std::string_view bytes) {
  return append_to_file(path, bytes, Sync::no);
}

}  // namespace recipe::os
