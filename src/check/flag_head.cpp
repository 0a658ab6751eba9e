#include "check/flag_head.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::size_t longest_head = 80;

bool is_name_char(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }

/// The end of "--name" or "-n" at `at`; `at` if there is none.
std::size_t flag_end(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin < text.size() && begin < at + 2 && text[begin] == '-') ++begin;
  if (begin == at || begin >= text.size() || !is_alnum(text[begin]) || is_digit(text[begin])) {
    return at;
  }
  std::size_t end = begin;
  while (end < text.size() && is_name_char(text[end])) ++end;
  while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  return end;
}

/// Where the next name of the same flag begins: behind "N, " or " / "; npos without one.
std::size_t next_name(std::string_view text, std::size_t at) {
  const std::size_t last = std::min(text.size(), at + longest_head);
  for (std::size_t i = at; i < last; ++i) {
    if (text[i] == '.' || text[i] == ':') break;
    const bool separator = text[i] == ',' || text[i] == '/' || text[i] == '|';
    if (!separator && text.substr(i, 4) != " or ") continue;
    std::size_t next = i + (separator ? 1 : 4);
    while (next < last && text[next] == ' ') ++next;
    if (next < last && flag_end(text, next) > next) return next;
    if (text[i] == ',') break;
  }
  return std::string_view::npos;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && !is_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), is_name_char);
}

bool is_capitals(std::string_view text) {
  return text.size() > 2 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
         });
}

}  // namespace

FlagHead flag_head(const document::Flat& flat) {
  const std::string_view text = flat.text;
  FlagHead head;
  std::size_t at = 0;
  while (at < text.size() && (is_space(text[at]) || text[at] == '(')) ++at;
  if (flag_end(text, at) == at) {
    const bool code = !flat.pieces.empty() && flat.pieces.front().begin == at &&
                      flat.pieces.front().kind == document::PieceKind::code;
    std::size_t end = at;
    if (code) {
      end = flat.pieces.front().end;
    } else {
      while (end < text.size() && is_name_char(text[end])) ++end;
      const std::string_view name = text.substr(at, end - at);
      if (!is_capitals(name) || end >= text.size() || text[end] != ':') return head;
    }
    const std::string_view name = text.substr(at, end - at);
    if (is_identifier(name)) head = {{std::string(name)}, end};
    return head;
  }
  while (at != std::string_view::npos) {
    const std::size_t end = flag_end(text, at);
    head.names.emplace_back(text.substr(at, end - at));
    head.end = end;
    at = next_name(text, end);
  }
  return head;
}

bool names_a_flag(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at + 2 < end; ++at) {
    if (text[at] != '-' || text[at + 1] != '-') continue;
    if (at > 0 && is_alnum(text[at - 1])) continue;
    if (flag_end(text, at) > at) return true;
  }
  return false;
}

}  // namespace recipe::check
