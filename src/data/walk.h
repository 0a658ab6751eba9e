#pragma once

#include <string>
#include <vector>

#include "os/file_system.h"

namespace recipe::data {

/// What is below a folder, as "./a/b", sorted by bytes.
struct Tree {
  std::vector<std::string> files;    ///< regular ones
  std::vector<std::string> skipped;  ///< links, empty folders, others
};

Result<Tree> walk(os::FileSystem& files, const std::string& folder);

}  // namespace recipe::data
