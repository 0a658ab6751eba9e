#include "os/descriptor_io.h"

#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "os/system_error.h"

namespace recipe::os {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

FileKind kind_of_entry(int fd, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return FileKind::regular;
    case DT_DIR:
      return FileKind::directory;
    case DT_LNK:
      return FileKind::link;
    case DT_UNKNOWN:
      break;
    default:
      return FileKind::other;
  }
  struct stat found {};
  if (::fstatat(fd, entry.d_name, &found, AT_SYMLINK_NOFOLLOW) != 0) return FileKind::other;
  return kind_of_mode(found.st_mode);
}

std::int64_t nanoseconds_of(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

FileStatus status_of(const struct stat& found) {
  FileStatus status;
  status.kind = kind_of_mode(found.st_mode);
  status.size = static_cast<std::uint64_t>(found.st_size);
  status.modified_ns = nanoseconds_of(found.st_mtim);
  status.changed_ns = nanoseconds_of(found.st_ctim);
  status.inode = found.st_ino;
  status.mode = found.st_mode & 07777U;
  return status;
}

FileKind kind_of_mode(unsigned mode) {
  if (S_ISREG(mode)) return FileKind::regular;
  if (S_ISDIR(mode)) return FileKind::directory;
  return S_ISLNK(mode) ? FileKind::link : FileKind::other;
}

Result<Descriptor> open_at(int folder, const std::string& name, int flags, unsigned mode,
                           std::string_view operation, std::string_view path) {
  TRY(without_zero_byte(name));
  for (;;) {
    const int fd = ::openat(folder, name.c_str(), flags | O_CLOEXEC, mode);
    if (fd >= 0) return Descriptor(fd);
    if (errno != EINTR) return system_failure(errno, operation, path);
  }
}

Result<std::size_t> read_some(int fd, char* buffer, std::size_t size, std::string_view path) {
  for (;;) {
    const ssize_t got = ::read(fd, buffer, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return system_failure(errno, "read", path);
  }
}

Result<> write_all(int fd, std::string_view bytes, std::string_view path) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
    } else if (errno != EINTR) {
      return system_failure(errno, "write", path);
    }
  }
  return {};
}

Result<> sync_file(int fd, std::string_view path) {
  while (::fsync(fd) != 0) {
    if (errno == EINVAL || errno == ENOTSUP) return {};
    if (errno != EINTR) return system_failure(errno, "write", path);
  }
  return {};
}

Result<> sync_folder(const std::string& path) {
  const auto folder = open_at(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0, "sync", path);
  // A folder that may be written but not listed cannot be opened.
  if (!folder) return {};
  return sync_file(folder->get(), path);
}

Result<std::vector<DirectoryEntry>> entries_of(int fd, std::string_view path) {
  const int twin = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (twin < 0) return system_failure(errno, "list", path);
  const std::unique_ptr<DIR, CloseFolder> folder(::fdopendir(twin));
  if (!folder) {
    const int code = errno;
    ::close(twin);
    return system_failure(code, "list", path);
  }
  ::rewinddir(folder.get());
  std::vector<DirectoryEntry> entries;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(folder.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    entries.push_back({std::string(name), kind_of_entry(fd, *entry)});
  }
  if (errno != 0) return system_failure(errno, "list", path);
  std::sort(entries.begin(), entries.end(),
            [](const DirectoryEntry& a, const DirectoryEntry& b) { return a.name < b.name; });
  return entries;
}

}  // namespace recipe::os
