#pragma once

#include <map>
#include <string>

#include "cli/command.h"

namespace recipe::cli {

/// The values of `--data NAME=DIR`, by name; each name at most once.
Result<std::map<std::string, std::string>> data_from(const Arguments& arguments);

}  // namespace recipe::cli
