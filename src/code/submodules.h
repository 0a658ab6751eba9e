#pragma once

#include <string_view>
#include <vector>

#include "code/history.h"

namespace recipe::code {

/// Of the text of `.gitmodules`; those without a path are left out.
std::vector<Submodule> parse_submodules(std::string_view text);

}  // namespace recipe::code
