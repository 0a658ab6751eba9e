#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "code/tree.h"

namespace recipe::check {

/// The nearest of `candidates`, where looking for it does not take long.
std::optional<std::string> near_one(std::string_view word,
                                    const std::vector<std::string>& candidates);

/// The path that was probably meant by one that is not in the tree: of another case or spelling,
/// from the root, or the only one of that name; none if nothing is near.
std::optional<std::string> near_path(const code::Tree& tree, std::string_view folder,
                                     std::string_view path);

/// How a document in `folder` writes `path`: "../a/b.md".
std::string relative_to(std::string_view folder, std::string_view path);

}  // namespace recipe::check
