#pragma once

#include <string>
#include <vector>

#include "os/world.h"

namespace recipe::cli {

enum class Named { by_the_user, in_a_folder };

/// A Markdown document to check.
struct DocumentFile {
  std::string path;  ///< as the user would type it
  Named named = Named::by_the_user;
};

/// Every document that `paths` mean: files as they are, folders with all Markdown below, sorted and
/// once each; without paths the working directory. Hidden folders are left out.
Result<std::vector<DocumentFile>> find_documents(os::World& world,
                                                 const std::vector<std::string>& paths);

}  // namespace recipe::cli
