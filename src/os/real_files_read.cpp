#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "os/descriptor_io.h"
#include "os/real_files.h"
#include "os/system_error.h"

namespace recipe::os {
namespace {

Result<std::optional<FileStatus>> status_at(int folder, const std::string& name, Follow follow,
                                            std::string_view above) {
  TRY(without_zero_byte(name));
  struct stat found {};
  const int flags = follow == Follow::yes ? 0 : AT_SYMLINK_NOFOLLOW;
  if (::fstatat(folder, name.c_str(), &found, flags) == 0) return std::optional(status_of(found));
  if (errno == ENOENT || errno == ENOTDIR) return std::optional<FileStatus>();
  return system_failure(errno, "look at", join_path(above, name));
}

class RealReader : public FileReader {
 public:
  RealReader(Descriptor fd, std::string path) : fd_(std::move(fd)), path_(std::move(path)) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    return read_some(fd_.get(), buffer, size, path_);
  }
  Result<FileStatus> status() override {
    struct stat found {};
    if (::fstat(fd_.get(), &found) != 0) return system_failure(errno, "look at", path_);
    return status_of(found);
  }

 private:
  Descriptor fd_;
  std::string path_;
};

Result<std::unique_ptr<FileReader>> reader_at(int folder, const std::string& name,
                                              std::string path) {
  TRY_ASSIGN(Descriptor fd, open_at(folder, name, O_RDONLY, 0, "read", path));
  return std::unique_ptr<FileReader>(std::make_unique<RealReader>(std::move(fd), std::move(path)));
}

class RealFolder : public Folder {
 public:
  RealFolder(Descriptor fd, std::string path) : fd_(std::move(fd)), path_(std::move(path)) {}
  Result<std::vector<DirectoryEntry>> entries() override { return entries_of(fd_.get(), path_); }
  Result<std::optional<FileStatus>> status(const std::string& name) override {
    return status_at(fd_.get(), name, Follow::no, path_);
  }
  Result<std::unique_ptr<FileReader>> open(const std::string& name) override {
    return reader_at(fd_.get(), name, join_path(path_, name));
  }

 private:
  Descriptor fd_;
  std::string path_;
};

}  // namespace

Result<std::optional<FileStatus>> RealFiles::status(const std::string& path, Follow follow) {
  return status_at(AT_FDCWD, path, follow, "");
}

Result<std::unique_ptr<FileReader>> RealFiles::open(const std::string& path) {
  return reader_at(AT_FDCWD, path, path);
}

Result<std::unique_ptr<Folder>> RealFiles::open_folder(const std::string& path) {
  TRY_ASSIGN(Descriptor fd, open_at(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0, "list", path));
  return std::unique_ptr<Folder>(std::make_unique<RealFolder>(std::move(fd), path));
}

}  // namespace recipe::os
