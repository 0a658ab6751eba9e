#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recipe::code {

enum class TokenKind { name, number, text, mark, directive };

/// A token of C++. A name is qualified: `torch::optim::SGD` is one.
struct CppToken {
  TokenKind kind = TokenKind::mark;
  std::string text;      ///< of a text its content, neighbours joined; of a mark `(`, `->`, ...
  std::size_t line = 0;  ///< from 1
};

/// The tokens of a file, without comments; a preprocessor line is one token. At most a million.
std::vector<CppToken> cpp_tokens(std::string_view bytes);

}  // namespace recipe::code
