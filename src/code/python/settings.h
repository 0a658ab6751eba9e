#pragma once

#include <string_view>

#include "code/python/library.h"
#include "code/script.h"

namespace recipe::code::python {

/// The settings that a configuration file states, those of its bases first. Statements are followed
/// from top to bottom, branches as if each were taken.
Settings settings_of(Library& library, std::string_view path);

}  // namespace recipe::code::python
