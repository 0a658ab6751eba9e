#pragma once

#include <string>

namespace recipe::cli {

/// recipe(1) in roff, made of the commands' tables.
std::string manual_page();

/// Text as roff prints it; what stands between backquotes becomes bold.
std::string roff_text(std::string_view text);

}  // namespace recipe::cli
