#pragma once

#include <string_view>

#include "code/script.h"

namespace recipe::code {

/// What a C++ program accepts by gflags, absl, CLI11, cxxopts, Boost, argparse or getopt_long, and
/// its constants. Headers of this tree that it includes are read with it, and their sources.
Script read_cpp(const Tree& tree, std::string_view path);

}  // namespace recipe::code
