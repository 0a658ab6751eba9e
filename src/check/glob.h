#pragma once

#include <string_view>

namespace recipe::check {

/// Whether a path meets a pattern as in .gitignore: `*` is any text without `/`, `**` any number of
/// folders, `?` a character, `[a-z]` one of several, `\` takes the next as it is; one without `/`
/// is for a name in any folder, one that ends in `/` for all below.
bool matches(std::string_view pattern, std::string_view path);

}  // namespace recipe::check
