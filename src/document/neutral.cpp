#include "document/neutral.h"

#include "base/text.h"
#include "document/markdown.h"

namespace recipe::document {
namespace {

constexpr char plain = 'x';

/// One line: `in_prefix` until the first byte that no block marker has.
struct NeutralLine {
  std::string_view line;
  std::size_t column = 0;
  bool in_prefix = true;

  char at(std::size_t i) const { return i < line.size() ? line[i] : '\n'; }
  bool space_at(std::size_t i) const { return is_space(at(i)); }

  bool is_marker(std::size_t i) const {
    const char c = line[i];
    if (c == '>') return true;
    if (c == '-' || c == '+' || c == '*') return space_at(i + 1);
    return (c == '.' || c == ')') && i > 0 && is_digit(line[i - 1]) && space_at(i + 1);
  }

  char replaced(std::size_t i) {
    const char c = line[i];
    switch (c) {
      case '\0':
      case '[':
      case ']':
      case '&':
        return plain;
      case '!':
        return i > 0 && line[i - 1] == '<' ? c : plain;
      case '<':
        return in_prefix || at(i + 1) == '/' ? c : plain;
      case '*':
      case '_':
        if (!in_prefix) return plain;
        break;
      case '\r':
        return i + 1 == line.size() ? c : ' ';
      default:
        if (static_cast<unsigned char>(c) >= 0x80) return plain;
    }
    if (in_prefix && column >= max_marker_column && is_marker(i)) return plain;
    return c;
  }
};

bool may_stand_before_marker(char c) {
  return is_space(c) || is_digit(c) ||
         std::string_view(">-+*_.)#").find(c) != std::string_view::npos;
}

}  // namespace

std::string neutral(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    NeutralLine state{text.substr(0, end)};
    for (std::size_t i = 0; i < state.line.size(); ++i) {
      const char c = state.line[i];
      out += state.replaced(i);
      state.in_prefix = state.in_prefix && may_stand_before_marker(c);
      state.column += c == '\t' ? 4 - state.column % 4 : 1;
    }
    if (end == std::string_view::npos) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace recipe::document
