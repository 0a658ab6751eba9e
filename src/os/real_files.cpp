#include "os/real_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "os/descriptor_io.h"
#include "os/system_error.h"

namespace recipe::os {

Result<std::vector<DirectoryEntry>> RealFiles::list(const std::string& path) {
  TRY_ASSIGN(const Descriptor folder,
             open_at(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0, "list", path));
  return entries_of(folder.get(), path);
}

Result<std::string> RealFiles::read(const std::string& path, std::uint64_t limit) {
  TRY_ASSIGN(const Descriptor fd, open_at(AT_FDCWD, path, O_RDONLY, 0, "read", path));
  struct stat found {};
  if (::fstat(fd.get(), &found) != 0) return system_failure(errno, "read", path);
  const auto expected = S_ISREG(found.st_mode) ? static_cast<std::uint64_t>(found.st_size) : 0;
  const auto too_large = [&] {
    return fail(ErrorKind::invalid, fmt::format("{} is larger than {} bytes", path, limit));
  };
  if (expected > limit) return too_large();
  std::string bytes;
  // One byte more than expected, so that the end is seen without growing.
  std::size_t room = static_cast<std::size_t>(expected) + 1;
  for (;;) {
    const std::size_t had = bytes.size();
    bytes.resize(had + room);
    TRY_ASSIGN(const std::size_t got, read_some(fd.get(), bytes.data() + had, room, path));
    bytes.resize(had + got);
    if (bytes.size() > limit) return too_large();
    if (got == 0) return bytes;
    room = 65536;
  }
}

Result<> RealFiles::make_directory(const std::string& path) {
  TRY(without_zero_byte(path));
  if (path.empty() || ::mkdir(path.c_str(), 0777) == 0) return {};
  int code = errno;
  if (code == ENOENT && parent_path(path) != path) {
    TRY(make_directory(parent_path(path)));
    if (::mkdir(path.c_str(), 0777) == 0) return {};
    code = errno;
  }
  struct stat found {};
  if (code == EEXIST && ::stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode)) return {};
  return system_failure(code, "make the folder", path);
}

Result<> RealFiles::rename(const std::string& from, const std::string& to) {
  TRY(without_zero_byte(from));
  TRY(without_zero_byte(to));
  if (::rename(from.c_str(), to.c_str()) != 0) {
    return system_failure(errno, "rename", fmt::format("{} to {}", from, to));
  }
  return sync_folder(parent_path(to));
}

Result<std::uint64_t> RealFiles::free_space(const std::string& path) {
  TRY(without_zero_byte(path));
  struct statvfs found {};
  if (::statvfs(path.c_str(), &found) != 0) return system_failure(errno, "look at", path);
  return std::uint64_t{found.f_bavail} * found.f_frsize;
}

Result<std::string> RealFiles::real_path(const std::string& path) {
  TRY(without_zero_byte(path));
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  if (!real) return system_failure(errno, "resolve", path);
  return std::string(real.get());
}

Result<std::string> RealFiles::temporary_directory() {
  const char* below = std::getenv("TMPDIR");
  std::string path =
      join_path(below != nullptr && *below != '\0' ? below : "/tmp", "recipe-XXXXXX");
  if (::mkdtemp(path.data()) == nullptr) return system_failure(errno, "make the folder", path);
  return path;
}

}  // namespace recipe::os
