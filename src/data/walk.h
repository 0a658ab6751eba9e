#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "os/world.h"

namespace recipe::data {

/// A regular file below a folder.
struct FoundFile {
  std::string path;        ///< "./a/b"
  std::size_t folder = 0;  ///< index of "./a" in Tree::folders
  os::FileStatus status;

  std::string name() const { return os::file_name(path); }
};

/// What is below a folder, sorted by the bytes of paths.
struct Tree {
  std::string root;
  std::vector<std::string> folders;  ///< ".", "./a", in no order
  std::vector<FoundFile> files;
  std::vector<std::string> skipped;  ///< links, empty folders, others

  std::string absolute(const FoundFile& file) const;
  std::string folder_path(std::size_t folder) const;
};

/// Looks at every file, by as many threads as there are cores.
Result<Tree> walk(os::World& world, const std::string& folder);
/// The same for one file; a link is followed.
Tree tree_of_file(const std::string& path, const os::FileStatus& status);

}  // namespace recipe::data
