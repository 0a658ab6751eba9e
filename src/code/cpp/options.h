#pragma once

#include <string>
#include <vector>

#include "code/cpp/tokens.h"
#include "code/script.h"

namespace recipe::code {

/// Adds the options that the tokens of a file define in the ways of the usual libraries.
void add_cpp_options(Interface& interface, const std::vector<CppToken>& tokens,
                     const std::vector<Constant>& constants, const std::string& path);

}  // namespace recipe::code
