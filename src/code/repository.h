#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace recipe::code {

/// The repository that a folder lies in.
struct Repository {
  std::string root;    ///< absolute path of the work tree
  std::string head;    ///< commit, empty before the first
  std::string origin;  ///< URL of the remote `origin`, empty without one
};

/// None if `folder` is in no repository with a work tree. One that git refuses, such as one of
/// another user, is an error.
Result<std::optional<Repository>> find_repository(const std::string& folder);

/// Tracked files whose content differs from HEAD, at most `most` of them.
Result<std::vector<std::string>> changed_files(const std::string& root, std::size_t most = 20);

/// "libgit2 1.5.1"
std::string library_version();

}  // namespace recipe::code
