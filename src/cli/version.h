#pragma once

#include <string>

namespace recipe::cli {

/// "recipe 0.1.0"
std::string program_name();
/// What `--version` prints: the program, then the libraries it was built with.
std::string version_text();

}  // namespace recipe::cli
