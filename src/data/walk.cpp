#include "data/walk.h"

#include <algorithm>

namespace recipe::data {

Result<Tree> walk(os::FileSystem& files, const std::string& folder) {
  Tree tree;
  std::vector<std::string> folders = {"."};
  while (!folders.empty()) {
    const std::string below = std::move(folders.back());
    folders.pop_back();
    TRY_ASSIGN(const auto entries,
               files.list(below == "." ? folder : os::join_path(folder, below)));
    if (entries.empty() && below != ".") tree.skipped.push_back(below);
    for (const os::DirectoryEntry& entry : entries) {
      std::string path = below + "/" + entry.name;
      if (entry.kind == os::FileKind::directory) {
        folders.push_back(std::move(path));
      } else {
        (entry.kind == os::FileKind::regular ? tree.files : tree.skipped)
            .push_back(std::move(path));
      }
    }
  }
  std::sort(tree.files.begin(), tree.files.end());
  std::sort(tree.skipped.begin(), tree.skipped.end());
  return tree;
}

}  // namespace recipe::data
