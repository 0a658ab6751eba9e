#include "document/link_target.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::document {
namespace {

constexpr std::size_t max_target_bytes = 4096;
constexpr std::size_t max_label_bytes = 999;
constexpr int max_parentheses = 32;

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 1 < text.size() && text[i + 1] > ' ' &&
                        text[i + 1] < 0x7F && !is_alnum(text[i + 1]);
    out += escape ? text[++i] : text[i];
  }
  return out;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

/// The end of a target without angle brackets, or `at` if there is none.
std::size_t bare_end(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + max_target_bytes);
  int depth = 0;
  std::size_t i = at;
  for (; i < limit && !is_space(text[i]); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '(') {
      if (++depth > max_parentheses) return at;
    } else if (text[i] == ')' && --depth < 0) {
      return i;
    }
  }
  return depth > 0 ? at : std::min(i, text.size());
}

/// Behind a title, or `at` if there is none that ends.
std::size_t title_end(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  if (text[at] != '"' && text[at] != '\'' && text[at] != '(') return at;
  const char quote = text[at] == '(' ? ')' : text[at];
  const std::size_t limit = std::min(text.size(), at + max_target_bytes);
  for (std::size_t i = at + 1; i < limit; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    }
  }
  return at;
}

std::optional<LinkTarget> in_parentheses(std::string_view text, std::size_t at) {
  LinkTarget found;
  std::size_t begin = skip_space(text, at + 1);
  std::size_t after = 0;
  if (begin < text.size() && text[begin] == '<') {
    ++begin;
    const std::size_t close = text.substr(0, begin + max_target_bytes).find_first_of("<>\n", begin);
    if (close == std::string_view::npos || text[close] != '>') return std::nullopt;
    found.target_end = close;
    after = close + 1;
  } else {
    found.target_end = after = bare_end(text, begin);
  }
  found.target_begin = begin;
  found.target = unescaped(text.substr(begin, found.target_end - begin));
  after = skip_space(text, after);
  after = skip_space(text, title_end(text, after));
  if (after >= text.size() || text[after] != ')') return std::nullopt;
  found.end = after + 1;
  return found;
}

std::optional<LinkTarget> defined(std::string_view label, std::size_t end,
                                  const Markdown& markdown) {
  if (label.size() > max_label_bytes) return std::nullopt;
  const auto reference = markdown.references.find(folded(label));
  if (reference == markdown.references.end()) return std::nullopt;
  return LinkTarget{reference->second.target, 0, 0, &reference->second, end};
}

}  // namespace

std::optional<LinkTarget> link_target(std::string_view text, std::size_t at, std::string_view label,
                                      const Markdown& markdown) {
  if (at < text.size() && text[at] == '(') {
    if (auto found = in_parentheses(text, at)) return found;
  }
  if (markdown.references.empty()) return std::nullopt;
  if (at < text.size() && text[at] == '[') {
    const std::size_t close = text.substr(0, at + max_label_bytes).find(']', at);
    if (close != std::string_view::npos) {
      const std::string_view own = text.substr(at + 1, close - at - 1);
      return defined(own.empty() ? label : own, close + 1, markdown);
    }
  }
  return defined(label, at, markdown);
}

}  // namespace recipe::document
