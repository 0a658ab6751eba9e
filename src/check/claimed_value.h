#pragma once

#include <string>
#include <string_view>

#include "code/script.h"

namespace recipe::check {

enum class Agreement { agrees, differs, cannot_tell };

/// Whether two values are the same as typed values, whatever the notation: `1e-4` and `0.0001`,
/// `[3 3 3]` and `[3, 3, 3]`, `enabled` and `True`, `./data/` and `data`, `None` and nothing.
bool same_value(std::string_view a, std::string_view b);

/// Whether it says that there is no value: "None", "not set", "".
bool says_nothing(std::string_view value);

/// What a document says of a flag's default against what the code says. `plain` is false for what
/// may be prose. Either of a
/// sentinel and what the program takes for it agrees.
Agreement compare_default(std::string_view claimed, bool plain, const code::Flag& flag);

/// How messages show a default: "`0.0001`", "nothing", "required".
std::string shown_default(const code::Default& defaults);
/// With what the program takes for it: "nothing, for which it takes `20`,".
std::string shown_default(const code::Flag& flag);

}  // namespace recipe::check
