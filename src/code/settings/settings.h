#pragma once

#include <string>
#include <string_view>

#include "code/script.h"

namespace recipe::code {

// Each reads the bytes of one file, which `path` names in places. What stands before an error is
// kept.

/// YAML, and JSON as a part of it. Tags such as `!new:` and `!ref <x>` stand in front of the text
/// of their value. Aliases and merge keys are filled in as far as `most_settings` goes.
Settings parse_yaml(std::string_view path, std::string_view bytes);
Settings parse_toml(std::string_view path, std::string_view bytes);
/// `module.parameter = value`, with its scopes.
Settings parse_gin(std::string_view path, std::string_view bytes);
/// `[section]` and `key = value` or `key: value`.
Settings parse_ini(std::string_view path, std::string_view bytes);

inline constexpr std::size_t most_settings = 20'000;

/// Typed, unless it is too long for a value of a person.
Value setting_value(std::string_view text);

}  // namespace recipe::code
