#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "os/descriptor_io.h"
#include "os/real_files.h"
#include "os/system_error.h"

namespace recipe::os {
namespace {

/// Beyond this, one call for the whole file system is less work than one for each.
constexpr std::size_t most_one_by_one = 64;

/// A folder and the files and folders below, parents first; the first few.
Result<std::vector<DirectoryEntry>> some_below(RealFiles& files, const std::string& top) {
  std::vector<DirectoryEntry> found = {{top, FileKind::directory}};
  for (std::size_t i = 0; i < found.size() && found.size() <= most_one_by_one; ++i) {
    if (found[i].kind != FileKind::directory) continue;
    const std::string folder = found[i].name;
    TRY_ASSIGN(const auto entries, files.list(folder));
    for (const DirectoryEntry& entry : entries) {
      const bool may_be_synced =
          entry.kind == FileKind::directory || entry.kind == FileKind::regular;
      if (may_be_synced) found.push_back({join_path(folder, entry.name), entry.kind});
    }
  }
  return found;
}

Result<> sync_path(const std::string& path) {
  TRY_ASSIGN(const Descriptor fd, open_at(AT_FDCWD, path, O_RDONLY | O_NOFOLLOW, 0, "sync", path));
  return sync_file(fd.get(), path);
}

}  // namespace

Result<> RealFiles::sync(const std::string& path) {
  TRY_ASSIGN(const auto there, status(path, Follow::no));
  if (!there || there->kind != FileKind::directory) return sync_path(path);
  const auto below = some_below(*this, path);
  bool all = below && below->size() <= most_one_by_one;
  for (std::size_t i = 0; all && i < below->size(); ++i) {
    all = sync_path((*below)[i].name).has_value();
  }
  if (all) return {};
  // Too many, or one that may not be read: the whole file system.
  TRY_ASSIGN(const Descriptor fd, open_at(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0, "sync", path));
  return ::syncfs(fd.get()) == 0 ? Result<>() : system_failure(errno, "sync", path);
}

}  // namespace recipe::os
