#pragma once

#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "check/settings.h"

namespace recipe::facts {

inline constexpr std::string_view settings_name = "recipe.toml";

/// Reads recipe.toml. What is wrong with it becomes an error in `problems`, with its place.
check::Settings read_settings_file(const SourceText& source, std::vector<Diagnostic>& problems);

}  // namespace recipe::facts
