#include "check/typographic.h"

#include <array>

#include "base/text.h"

namespace recipe::check {
namespace {

struct Mark {
  Typographic kind;
  std::string_view bytes;
  std::string_view ascii;
};

constexpr std::array<Mark, 16> marks = {{
    {Typographic::quote, "\u201c", "\""},
    {Typographic::quote, "\u201d", "\""},
    {Typographic::quote, "\u201e", "\""},
    {Typographic::quote, "\u2033", "\""},
    {Typographic::quote, "\u2018", "'"},
    {Typographic::quote, "\u2019", "'"},
    {Typographic::quote, "\u201a", "'"},
    {Typographic::quote, "\u2032", "'"},
    {Typographic::quote, "\u00b4", "'"},
    {Typographic::dash, "\u2013", "--"},
    {Typographic::dash, "\u2014", "--"},
    {Typographic::dash, "\u2212", "-"},
    {Typographic::dash, "\u2010", "-"},
    {Typographic::dash, "\u2011", "-"},
    {Typographic::space, "\u00a0", " "},
    {Typographic::space, "\u200b", ""},
}};

const Mark* mark_at(std::string_view text, std::size_t at) {
  for (const Mark& mark : marks) {
    if (text.substr(at).starts_with(mark.bytes)) return &mark;
  }
  return nullptr;
}

bool is_word_byte_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_alnum(text[at]);
}

/// Whether a mark of its kind harms where it stands.
bool harms(const Mark& mark, std::string_view text, std::size_t at) {
  const std::size_t behind = at + mark.bytes.size();
  switch (mark.kind) {
    case Typographic::quote:
      return !(mark.ascii == "'" && at > 0 && is_word_byte_at(text, at - 1) &&
               is_word_byte_at(text, behind));
    case Typographic::dash: {
      const bool front = at == 0 || is_space(text[at - 1]);
      const bool more = behind < text.size() && (text[behind] == '-' || mark_at(text, behind));
      return front && (is_word_byte_at(text, behind) || more);
    }
    case Typographic::space:
      return true;
  }
  return false;
}

}  // namespace

std::vector<TypographicMark> typographic_marks(const SourceText& source,
                                               const PastedCommand& command, Typographic kind) {
  std::vector<TypographicMark> found;
  char quote = 0;
  for (const PastedLine& line : command.lines) {
    const std::string_view text = source.text(line.code());
    if (!line.inside) quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (quote != 0) {
        if (c == '\\' && quote == '"') ++i;
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '\\') {
        ++i;
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        const Mark* mark = mark_at(text, i);
        if (mark == nullptr) continue;
        const std::size_t begin = line.span.begin + i;
        if (mark->kind == kind && harms(*mark, text, i)) {
          // "—lr" may stand for one dash or two; "––lr" stands for two.
          std::string_view ascii = mark->ascii;
          const std::size_t behind = i + mark->bytes.size();
          const bool two = behind < text.size() && (text[behind] == '-' || mark_at(text, behind));
          if (kind == Typographic::dash && two) ascii = "-";
          found.push_back({{begin, begin + mark->bytes.size()}, ascii});
          if (kind == Typographic::dash && two && text[behind] != '-') {
            const std::size_t second = line.span.begin + behind;
            found.push_back({{second, second + mark_at(text, behind)->bytes.size()}, "-"});
          }
        }
        i += mark->bytes.size() - 1;
      }
    }
  }
  return found;
}

}  // namespace recipe::check
