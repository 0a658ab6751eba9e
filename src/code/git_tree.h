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

}  // namespace recipe::code
