#include "data/walk.h"

#include <algorithm>
#include <numeric>

#include "data/chunks.h"

namespace recipe::data {
namespace {

constexpr std::size_t looked_at_once = 512;

/// Entries as their paths will be sorted: a folder's go on with a slash.
bool before(const os::DirectoryEntry& a, const os::DirectoryEntry& b) {
  const std::size_t same = std::min(a.name.size(), b.name.size());
  const int order = a.name.compare(0, same, b.name, 0, same);
  if (order != 0) return order < 0;
  const auto next = [same](const os::DirectoryEntry& entry) -> int {
    if (entry.name.size() > same) return static_cast<unsigned char>(entry.name[same]);
    return entry.kind == os::FileKind::directory ? '/' : -1;
  };
  return next(a) < next(b);
}

Result<> list_below(os::World& world, const std::string& below, Tree& tree) {
  const std::size_t index = tree.folders.size();
  tree.folders.push_back(below);
  if (world.environment.interrupted()) {
    return fail(ErrorKind::interrupted, "stopped while reading " + tree.root);
  }
  TRY_ASSIGN(auto entries, world.files.list(tree.folder_path(index)));
  if (entries.empty() && below != ".") tree.skipped.push_back(below);
  if (!std::is_sorted(entries.begin(), entries.end(), before)) {
    std::sort(entries.begin(), entries.end(), before);
  }
  for (const os::DirectoryEntry& entry : entries) {
    std::string path = below + "/" + entry.name;
    if (entry.kind == os::FileKind::directory) {
      TRY(list_below(world, path, tree));
    } else if (entry.kind == os::FileKind::regular) {
      tree.files.push_back({std::move(path), index, {}});
    } else {
      tree.skipped.push_back(std::move(path));
    }
  }
  return {};
}

Result<> look_at_files(os::World& world, Tree& tree) {
  std::vector<std::size_t> all(tree.files.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto chunks = chunks_of(tree, all, looked_at_once, UINT64_MAX);
  return for_each(world, tree, chunks, [&tree]() -> ChunkWork {
    return [&tree](const Chunk& chunk, os::Folder& folder) -> Result<> {
      for (const std::size_t i : chunk.files) {
        FoundFile& file = tree.files[i];
        TRY_ASSIGN(const auto status, folder.status(file.name()));
        if (!status || status->kind != os::FileKind::regular) {
          return fail(ErrorKind::io, tree.absolute(file) + " vanished while its folder was read");
        }
        file.status = *status;
      }
      return {};
    };
  });
}

}  // namespace

std::string Tree::folder_path(std::size_t folder) const {
  return folder == 0 ? root : os::join_path(root, folders[folder].substr(2));
}

std::string Tree::absolute(const FoundFile& file) const {
  return os::join_path(root, file.path.substr(2));
}

Result<Tree> walk(os::World& world, const std::string& folder) {
  Tree tree;
  tree.root = folder;
  TRY(list_below(world, ".", tree));
  std::sort(tree.skipped.begin(), tree.skipped.end());
  TRY(look_at_files(world, tree));
  return tree;
}

Tree tree_of_file(const std::string& path, const os::FileStatus& status) {
  Tree tree;
  tree.root = os::parent_path(path);
  tree.folders = {"."};
  tree.files = {{"./" + os::file_name(path), 0, status}};
  return tree;
}

}  // namespace recipe::data
