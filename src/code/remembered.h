#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "code/script.h"

namespace recipe::code {

/// What was read of a file, as one line of JSON for a cache. Bytes that are not UTF-8 are replaced.
std::string row_of(const Script& script);
std::string row_of(const Settings& settings);
/// None for a row that is damaged, too long, or written by a program that kept other things.
std::optional<Script> script_of_row(std::string_view row);
std::optional<Settings> settings_of_row(std::string_view row);

}  // namespace recipe::code
