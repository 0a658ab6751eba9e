#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "code/tree.h"

struct git_repository;

namespace recipe::code {

/// The files at a commit, looked up one by one: nothing but the folders on the way is read. Shares
/// the open repository.
Result<std::shared_ptr<const Tree>> open_git_tree(std::shared_ptr<git_repository> repository,
                                                  const std::string& commit);

/// The files as they are staged for the next commit; null if nothing is staged, or it cannot be
/// told, as in a bare repository. Its commit is empty. Nothing is written.
std::shared_ptr<const Tree> open_staged_tree(const std::string& git_folder);

}  // namespace recipe::code
