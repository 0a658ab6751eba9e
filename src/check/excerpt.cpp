#include "check/excerpt.h"

#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::string_view cut_mark = "...";
/// Of a very long line only this much around the place is looked at: more than is ever shown, and
/// than a secret has.
constexpr std::size_t margin = 2000;

bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_code_point(c); }));
}

/// The nearest boundary of a code point at or before `at`.
std::size_t boundary(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && continues_code_point(text[at])) --at;
  return at;
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string line = printable(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\t' || c == '\n'; }, ' ');
  return line;
}

Excerpt excerpt_of(const SourceText& source, Span span, std::size_t columns) {
  Span line = source.line(source.line_at(span.begin));
  if (span.begin > line.begin + margin) line.begin = span.begin - margin;
  line.end = std::min(line.end, std::max(line.begin, span.begin) + columns + margin);
  const std::string masked = without_secrets(std::string(source.text(line)));
  const std::string_view text = masked;
  std::size_t begin = std::clamp(span.begin, line.begin, line.end) - line.begin;
  std::size_t end = std::clamp(span.end, line.begin + begin, line.end) - line.begin;
  std::size_t from = 0;
  std::size_t to = text.size();
  if (text.size() > columns) {
    // What is marked comes first, then as much as fits around it, a third of it before.
    end = boundary(text, std::min(end, begin + columns));
    const std::size_t room = columns - (end - begin);
    from = boundary(text, begin - std::min(begin, room / 3));
    to = boundary(text, std::min(text.size(), from + columns));
    to = std::max(to, end);
  }
  const std::string head =
      (from > 0 ? std::string(cut_mark) : "") + on_one_line(text.substr(from, begin - from));
  const std::string marked = on_one_line(text.substr(begin, end - begin));
  Excerpt excerpt;
  excerpt.line = head + marked + on_one_line(text.substr(end, to - end));
  if (to < text.size()) excerpt.line += cut_mark;
  excerpt.before.assign(width_of(head), ' ');
  excerpt.mark = "^";
  if (const std::size_t width = width_of(marked); width > 1) excerpt.mark.append(width - 1, '~');
  return excerpt;
}

}  // namespace recipe::check
