#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/secret_names.h"

namespace recipe {

/// `text` with `***` in place of each secret: tokens by their shape, private keys, passwords in
/// addresses, and values of secret names (`--token X`, `API_KEY=X`, `"password": "X"`). What is
/// masked already, a variable, or under a name of tokens and keys a plain number, stays.
std::string masked(std::string_view text);

/// The same for a command's arguments, where a value may be an argument of its own.
std::vector<std::string> masked_arguments(const std::vector<std::string>& arguments);

}  // namespace recipe
