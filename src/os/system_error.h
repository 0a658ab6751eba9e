#pragma once

#include <string_view>

#include "base/result.h"

namespace recipe::os {

/// "cannot OPERATION PATH: reason" for an errno.
tl::unexpected<Error> system_failure(int code, std::string_view operation, std::string_view path);

/// A path or an argument with a zero byte would be cut there by the system.
Result<> without_zero_byte(std::string_view text);

}  // namespace recipe::os
