#pragma once

#include <string>
#include <string_view>

#include "check/format.h"

namespace recipe::cli {

/// The colours of findings on a terminal.
std::string paint_check(check::Paint paint, std::string_view text);

}  // namespace recipe::cli
