#include <algorithm>
#include <array>

#include "document/tokens.h"

namespace recipe::document {
namespace {

/// A run of `*`, `_` or `~` that may still match another one.
struct Delimiter {
  std::size_t token;
  std::size_t left;    ///< bytes that are not matched
  std::size_t length;  ///< as written
};

std::size_t bottom_index(const Token& closer, std::size_t length) {
  const std::size_t mark = closer.text[0] == '*' ? 0 : closer.text[0] == '_' ? 1 : 2;
  return (mark * 2 + (closer.can_open ? 1 : 0)) * 3 + length % 3;
}

bool may_match(const Token& open, const Delimiter& opener, const Token& close,
               const Delimiter& closer) {
  if (open.text[0] != close.text[0] || opener.left == 0) return false;
  const bool both_ways = open.can_close || close.can_open;
  return !both_ways || (opener.length + closer.length) % 3 != 0 ||
         (opener.length % 3 == 0 && closer.length % 3 == 0);
}

}  // namespace

// CommonMark's procedure: every closer looks back for its opener, and never again past a place
// where its like has found none.
void match_emphasis(const SourceText&, std::vector<Token>& tokens) {
  std::vector<Delimiter> stack;
  std::array<std::size_t, 18> bottoms{};
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    Token& token = tokens[index];
    if (token.kind != TokenKind::emphasis || (!token.can_open && !token.can_close)) continue;
    Delimiter current{index, token.text.size(), token.text.size()};
    while (token.can_close && current.left > 0) {
      std::size_t& bottom = bottoms[bottom_index(token, current.length)];
      std::size_t at = stack.size();
      while (at > bottom &&
             !may_match(tokens[stack[at - 1].token], stack[at - 1], token, current)) {
        --at;
      }
      if (at <= bottom) {
        bottom = stack.size();
        break;
      }
      Delimiter& opener = stack[at - 1];
      const std::size_t used = opener.left >= 2 && current.left >= 2 ? 2 : 1;
      tokens[opener.token].dropped += used;
      token.dropped += used;
      opener.left -= used;
      current.left -= used;
      stack.resize(opener.left == 0 ? at - 1 : at);
      for (std::size_t& each : bottoms) each = std::min(each, stack.size());
    }
    if (token.can_open && current.left > 0) stack.push_back(current);
  }
}

}  // namespace recipe::document
