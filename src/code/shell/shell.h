#pragma once

#include <string_view>

#include "code/script.h"

namespace recipe::code {

/// What a shell script accepts, from getopts, getopt, `case "$1"`, `${1:-v}` and the variables it
/// reads, and what it runs. Files that it sources are read with it.
Script read_shell_script(const Tree& tree, std::string_view path);

}  // namespace recipe::code
