#pragma once

#include <optional>
#include <string>
#include <vector>

#include "code/cpp/tokens.h"
#include "code/script.h"

namespace recipe::code {

/// `lr = 0.1`, `int epochs{90}`, `#define STEPS 100`, `.momentum(0.9)`
void add_constants(std::vector<Constant>& constants, const std::vector<CppToken>& tokens,
                   const std::string& path);

/// The tokens from `begin` to `end` as a value: a literal, a list of such, or a constant that was
/// read before.
Default default_of(const std::vector<CppToken>& tokens, std::size_t begin, std::size_t end,
                   const std::vector<Constant>& constants, const std::string& path);

}  // namespace recipe::code
