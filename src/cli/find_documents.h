#pragma once

#include <string>
#include <vector>

#include "os/world.h"

namespace recipe::cli {

enum class Named { by_the_user, in_a_folder };
enum class DocumentSource { disk, repository };

/// A Markdown document to check.
struct DocumentFile {
  std::string path;      ///< as the user would type it
  std::string found_in;  ///< the folder that the user named, or that of the named file
  Named named = Named::by_the_user;
  DocumentSource source = DocumentSource::disk;
};

/// Every document that `paths` mean: files as they are, folders with all Markdown below, sorted and
/// once each; without paths the working directory. Of folders what is hidden, what git ignores and
/// repositories within a repository are left out. With `repository` what is not on disk may be in
/// that.
Result<std::vector<DocumentFile>> find_documents(os::World& world,
                                                 const std::vector<std::string>& paths,
                                                 const std::string& repository);

}  // namespace recipe::cli
