#pragma once

#include <memory>
#include <string>

#include "code/tree.h"
#include "os/file_system.h"

namespace recipe::code {

/// The files of a folder as they are, where there is no repository. `.git` is not among them.
/// `files` must outlive it.
Result<std::shared_ptr<const Tree>> open_folder_tree(os::FileSystem& files,
                                                     const std::string& root);

}  // namespace recipe::code
