#pragma once

#include <string>
#include <string_view>

namespace recipe::check {

/// The change from `before` to `after` as `git apply` and `patch -p1` read it; empty if there is
/// none. Where the two differ in very many lines the smallest change is not looked for.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace recipe::check
