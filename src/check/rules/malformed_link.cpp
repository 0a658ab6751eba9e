#include <algorithm>

#include "base/text.h"
#include "check/rule.h"
#include "check/target_paths.h"
#include "check/uri_fault.h"

namespace recipe::check {
namespace {

constexpr std::size_t longest_link_text = 300;

bool is_address(std::string_view text) {
  text = trim(text);
  const bool web =
      text.starts_with("https://") || text.starts_with("http://") || text.starts_with("www.");
  return web && text.size() > 10 && std::none_of(text.begin(), text.end(), is_space);
}

bool is_in_code(const document::Flat& flat, std::size_t at) {
  return std::any_of(flat.pieces.begin(), flat.pieces.end(), [at](const document::Piece& piece) {
    return piece.kind == document::PieceKind::code && piece.begin <= at && at < piece.end;
  });
}

bool is_link(const document::Flat& flat, std::size_t at) {
  return std::any_of(flat.pieces.begin(), flat.pieces.end(), [at](const document::Piece& piece) {
    const bool link =
        piece.kind == document::PieceKind::link || piece.kind == document::PieceKind::image;
    return link && piece.begin <= at && at < piece.end;
  });
}

/// Letters, so that it is no number of a reference, nor a box to tick.
bool names_something(std::string_view text) {
  std::size_t letters = 0;
  for (const char c : text) letters += is_alnum(c) && !is_digit(c) ? 1 : 0;
  return letters > 1;
}

/// Where the bracket that `close` ends was opened.
std::size_t opening(std::string_view text, std::size_t close, char open_mark, char close_mark) {
  int depth = 0;
  const std::size_t limit = close > longest_link_text ? close - longest_link_text : 0;
  for (std::size_t i = close;; --i) {
    if (text[i] == close_mark) ++depth;
    if (text[i] == open_mark && --depth == 0) return i;
    if (i == limit) return std::string_view::npos;
  }
}

void swapped(const document::Flat& flat, std::size_t close, Judge& judge) {
  const std::string_view text = flat.text;
  const std::size_t end = text.substr(0, close + 2000).find(']', close + 2);
  if (end == std::string_view::npos || is_in_code(flat, close)) return;
  const std::string_view address = text.substr(close + 2, end - close - 2);
  if (!is_address(address)) return;
  const std::size_t begin = opening(text, close, '(', ')');
  if (begin == std::string_view::npos) return;
  const std::string name(text.substr(begin + 1, close - begin - 1));
  const Span span = flat.span(begin, end + 1);
  Finding& finding =
      judge.untrue(span, "brackets and parentheses are swapped, so this is no link; write " +
                             quoted("[" + name + "](" + std::string(address) + ")"));
  if (is_link(flat, begin)) return;
  finding.fix = Fix{"swap the brackets",
                    Safety::safe,
                    {{flat.span(begin, begin + 1), "["},
                     {flat.span(close, close + 2), "]("},
                     {flat.span(end, end + 1), ")"}}};
}

void parted(const document::Flat& flat, std::size_t close, Judge& judge) {
  const std::string_view text = flat.text;
  const std::size_t end = text.substr(0, close + 2000).find(')', close + 3);
  if (end == std::string_view::npos || is_in_code(flat, close) || is_link(flat, close)) return;
  const std::string_view address = text.substr(close + 3, end - close - 3);
  if (!is_address(address)) return;
  const std::size_t begin = opening(text, close, '[', ']');
  if (begin == std::string_view::npos) return;
  const std::string name(text.substr(begin + 1, close - begin - 1));
  if (!names_something(name)) return;
  Finding& finding = judge.untrue(flat.span(begin, end + 1),
                                  "the space between `]` and `(` parts " + quoted(name) +
                                      " from its address, so this is no link; remove it");
  finding.fix = Fix{"remove the space", Safety::safe, {{flat.span(close + 1, close + 2), ""}}};
}

void check_link_markup(Study& study, Judge& judge) {
  for (const document::Passage& passage : study.page.passages) {
    const std::string_view text = passage.flat.text;
    for (std::size_t at = text.find(")["); at != std::string_view::npos;
         at = text.find(")[", at + 2)) {
      swapped(passage.flat, at, judge);
    }
    for (std::size_t at = text.find("] ("); at != std::string_view::npos;
         at = text.find("] (", at + 3)) {
      parted(passage.flat, at, judge);
    }
  }
}

}  // namespace

constexpr Rule rules::malformed_link = {
    .name = "malformed-link",
    .code = "RC209",
    .family = Family::links,
    .severity = Severity::warning,
    .summary = "what was meant as a link and is shown as text",
    .document =
        "`(text)[https://...]` with swapped brackets, and `[text] (https://...)` with a space that "
        "parts the two. Numbers in brackets, as of references, are left alone.",
    .bad = "Start from (this checkpoint)[https://example.org/model.pt].",
    .good = "Start from [this checkpoint](https://example.org/model.pt).",
    .check = check_link_markup,
};

}  // namespace recipe::check
