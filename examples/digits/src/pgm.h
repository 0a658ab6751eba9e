#pragma once

#include <string>

#include "digit.h"

namespace digits {

/// Reads an 8x8 image in plain PGM (`P2`; bright is ink) of any maximum up to 255 and scales it to
/// 0 to 16. Comments and anything else that is not as expected throw `std::runtime_error`.
decltype(Digit::pixels) read_pgm(const std::string& path);

}  // namespace digits
