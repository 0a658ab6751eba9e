#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <cerrno>
#include <vector>

#include "os/descriptor_io.h"
#include "os/real_files.h"
#include "os/system_error.h"

namespace recipe::os {
namespace {

/// A name in an open folder, and its path for messages.
struct Place {
  int folder = AT_FDCWD;
  std::string name;
  std::string path;

  Place below(int inner, const std::string& entry) const {
    return {inner, entry, join_path(path, entry)};
  }
};

/// Without trailing slashes, which would follow a link.
Result<Place> top_place(std::string path) {
  TRY(without_zero_byte(path));
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return Place{AT_FDCWD, path, path};
}

Result<struct stat> look_at(const Place& place) {
  struct stat found {};
  if (::fstatat(place.folder, place.name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0) return found;
  return system_failure(errno, "look at", place.path);
}

Result<Descriptor> open_folder(const Place& place, std::string_view operation) {
  return open_at(place.folder, place.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0, operation,
                 place.path);
}

Result<> remove_tree(const Place& place) {
  struct stat found {};
  if (::fstatat(place.folder, place.name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return {};
    return system_failure(errno, "remove", place.path);
  }
  const bool is_folder = S_ISDIR(found.st_mode);
  if (is_folder) {
    // The owner may always mend the mode; where that fails, what follows tells why.
    if ((found.st_mode & 0700U) != 0700U &&
        ::fchmodat(place.folder, place.name.c_str(), (found.st_mode & 0777U) | 0700U, 0) != 0) {
      errno = 0;
    }
    TRY_ASSIGN(const Descriptor folder, open_folder(place, "remove"));
    TRY_ASSIGN(const auto entries, entries_of(folder.get(), place.path));
    for (const DirectoryEntry& entry : entries) {
      TRY(remove_tree(place.below(folder.get(), entry.name)));
    }
  }
  if (::unlinkat(place.folder, place.name.c_str(), is_folder ? AT_REMOVEDIR : 0) == 0 ||
      errno == ENOENT) {
    return {};
  }
  return system_failure(errno, "remove", place.path);
}

Result<> set_write_permission(const Place& place, bool writable) {
  TRY_ASSIGN(const struct stat found, look_at(place));
  if (S_ISLNK(found.st_mode)) return {};
  if (S_ISDIR(found.st_mode)) {
    TRY_ASSIGN(const Descriptor folder, open_folder(place, "list"));
    TRY_ASSIGN(const auto entries, entries_of(folder.get(), place.path));
    for (const DirectoryEntry& entry : entries) {
      TRY(set_write_permission(place.below(folder.get(), entry.name), writable));
    }
  }
  const mode_t old_mode = found.st_mode & 07777U;
  const mode_t mode = writable ? old_mode | 0200U : old_mode & ~0222U;
  if (mode != old_mode && ::fchmodat(place.folder, place.name.c_str(), mode, 0) != 0) {
    return system_failure(errno, "change the permissions of", place.path);
  }
  return {};
}

/// In the kernel as far as it can; what is left, or all, by hand.
Result<> copy_bytes(int from, int to, const Place& source, const Place& target) {
  if (::ioctl(to, FICLONE, from) == 0) return {};
  for (;;) {
    const ssize_t copied = ::copy_file_range(from, nullptr, to, nullptr, std::size_t{1} << 30, 0);
    if (copied > 0 || (copied < 0 && errno == EINTR)) continue;
    if (copied < 0 && (errno == ENOSPC || errno == EDQUOT)) {
      return system_failure(errno, "write", target.path);
    }
    break;
  }
  std::vector<char> buffer(std::size_t{1} << 17);
  for (;;) {
    TRY_ASSIGN(const std::size_t got, read_some(from, buffer.data(), buffer.size(), source.path));
    if (got == 0) return {};
    TRY(write_all(to, {buffer.data(), got}, target.path));
  }
}

Result<> copy_file(const Place& source, const Place& target, mode_t mode) {
  TRY_ASSIGN(const Descriptor from,
             open_at(source.folder, source.name, O_RDONLY | O_NOFOLLOW, 0, "read", source.path));
  TRY_ASSIGN(const Descriptor to, open_at(target.folder, target.name, O_WRONLY | O_CREAT | O_EXCL,
                                          0600, "write", target.path));
  TRY(copy_bytes(from.get(), to.get(), source, target));
  if (::fchmod(to.get(), mode) != 0) return system_failure(errno, "write", target.path);
  return {};
}

Result<> copy_link(const Place& source, const Place& target) {
  std::string text(4096, '\0');
  const ssize_t size = ::readlinkat(source.folder, source.name.c_str(), text.data(), text.size());
  if (size < 0) return system_failure(errno, "read the link", source.path);
  text.resize(static_cast<std::size_t>(size));
  if (::symlinkat(text.c_str(), target.folder, target.name.c_str()) != 0) {
    return system_failure(errno, "write", target.path);
  }
  return {};
}

Result<> copy_tree(const Place& source, const Place& target) {
  TRY_ASSIGN(const struct stat found, look_at(source));
  const mode_t mode = found.st_mode & 0777U;
  if (S_ISREG(found.st_mode)) return copy_file(source, target, mode);
  if (S_ISLNK(found.st_mode)) return copy_link(source, target);
  if (!S_ISDIR(found.st_mode)) {
    return fail(ErrorKind::unsupported,
                "cannot copy " + source.path + ": it is neither a file, a folder nor a link");
  }
  TRY_ASSIGN(const Descriptor from, open_folder(source, "list"));
  TRY_ASSIGN(const auto entries, entries_of(from.get(), source.path));
  if (::mkdirat(target.folder, target.name.c_str(), 0700) != 0) {
    return system_failure(errno, "make the folder", target.path);
  }
  TRY_ASSIGN(const Descriptor to, open_folder(target, "write"));
  for (const DirectoryEntry& entry : entries) {
    TRY(copy_tree(source.below(from.get(), entry.name), target.below(to.get(), entry.name)));
  }
  if (::fchmod(to.get(), mode) != 0) return system_failure(errno, "write", target.path);
  return {};
}

/// True if `folder` is `top` or below it.
Result<bool> is_inside(RealFiles& files, const std::string& top, const std::string& folder) {
  TRY_ASSIGN(const auto status, files.status(top, Follow::no));
  if (!status || status->kind != FileKind::directory) return false;
  TRY_ASSIGN(const std::string real_top, files.real_path(top));
  TRY_ASSIGN(const std::string real_folder, files.real_path(folder));
  return (real_folder + "/").rfind(real_top == "/" ? real_top : real_top + "/", 0) == 0;
}

}  // namespace

Result<> RealFiles::remove(const std::string& path) {
  TRY_ASSIGN(const Place place, top_place(path));
  return remove_tree(place);
}

Result<> RealFiles::make_read_only(const std::string& path) {
  TRY_ASSIGN(const Place place, top_place(path));
  return set_write_permission(place, false);
}

Result<> RealFiles::make_writable(const std::string& path) {
  TRY_ASSIGN(const Place place, top_place(path));
  return set_write_permission(place, true);
}

Result<> RealFiles::copy(const std::string& from, const std::string& to) {
  TRY_ASSIGN(const Place source, top_place(from));
  TRY_ASSIGN(const Place target, top_place(to));
  TRY_ASSIGN(const auto present, status(target.path, Follow::no));
  if (present) return system_failure(EEXIST, "copy to", to);
  TRY_ASSIGN(const bool inside, is_inside(*this, source.path, parent_path(target.path)));
  if (inside) return fail(ErrorKind::invalid, "cannot copy " + from + " into itself");
  auto copied = copy_tree(source, target);
  // Half a copy would be taken for a whole one; the reason of the failure matters more than this.
  if (!copied) static_cast<void>(remove_tree(target));
  return copied;
}

}  // namespace recipe::os
