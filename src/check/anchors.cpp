#include "check/anchors.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::check {
namespace {

bool contains(const std::vector<std::string>& sorted, std::string_view wanted) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), wanted);
  return at != sorted.end() && *at == wanted;
}

/// Without the marks that choose between the emoji and the text form of a character.
std::string without_variation(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool selector =
        text.substr(i).starts_with("\uFE0F") || text.substr(i).starts_with("\uFE0E");
    if (selector) {
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::size_t take_number(std::string_view& text) {
  std::size_t number = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < 9 && is_digit(text[digits])) {
    number = number * 10 + static_cast<std::size_t>(text[digits++] - '0');
  }
  text.remove_prefix(digits);
  return number;
}

void skip_column(std::string_view& text) {
  if (!text.starts_with('C')) return;
  text.remove_prefix(1);
  take_number(text);
}

}  // namespace

bool leads_to_anchor(const std::vector<std::string>& anchors, std::string_view fragment) {
  fragment = fragment.substr(0, fragment.find(":~:"));
  if (fragment.empty() || lower(fragment) == "top") return true;
  if (contains(anchors, fragment)) return true;
  constexpr std::string_view prefix = "user-content-";
  if (fragment.starts_with(prefix)) fragment.remove_prefix(prefix.size());
  if (contains(anchors, fragment) || contains(anchors, lower(fragment))) return true;
  // GitHub makes these for footnotes.
  if (fragment.starts_with("fn-") || fragment.starts_with("fnref-")) return true;
  const bool ascii = std::all_of(fragment.begin(), fragment.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii) {
    const std::string wanted = without_variation(lower(fragment));
    for (const std::string& anchor : anchors) {
      if (without_variation(anchor) == wanted) return true;
    }
  }
  return false;
}

LineRange line_range(std::string_view fragment) {
  if (fragment.size() < 2 || (fragment[0] != 'L' && fragment[0] != 'l')) return {};
  fragment.remove_prefix(1);
  LineRange range;
  range.first = range.last = take_number(fragment);
  skip_column(fragment);
  if (fragment.starts_with('-')) {
    fragment.remove_prefix(1);
    if (fragment.starts_with('L') || fragment.starts_with('l')) fragment.remove_prefix(1);
    range.last = take_number(fragment);
    skip_column(fragment);
  }
  if (!fragment.empty() || range.last < 1) return {};
  if (range.last < range.first) std::swap(range.first, range.last);
  return range;
}

}  // namespace recipe::check
