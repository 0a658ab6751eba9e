#include "document/bare_url.h"

#include <algorithm>

#include "base/location.h"
#include "base/text.h"

namespace recipe::document {
namespace {

bool is_scheme_byte(char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; }

bool ends_url(char c) {
  return is_space(c) || c == '<' || c == '>' || c == '"' || c == '|' ||
         static_cast<unsigned char>(c) < 0x20;
}

/// Punctuation that ends a sentence, and a parenthesis that was opened before the URL.
std::string_view without_tail(std::string_view url) {
  auto open = std::count(url.begin(), url.end(), '(');
  auto close = std::count(url.begin(), url.end(), ')');
  while (!url.empty()) {
    const char last = url.back();
    const bool unmatched = last == ')' && close > open;
    if (!unmatched && std::string_view("?!.,:;*_~'`").find(last) == std::string_view::npos) break;
    if (unmatched) --close;
    url.remove_suffix(1);
  }
  return url;
}

}  // namespace

void add_bare_urls(Flat& flat) {
  const std::string_view text = flat.text;
  std::vector<Piece> known = flat.pieces;
  std::sort(known.begin(), known.end(),
            [](const Piece& a, const Piece& b) { return a.begin < b.begin; });
  auto piece = known.begin();
  std::size_t from = 0;
  std::size_t taken = 0;
  for (;;) {
    const std::size_t colon = text.find(":/", from);
    if (colon == std::string_view::npos) return;
    from = colon + 2;
    while (piece != known.end() && piece->end <= colon) ++piece;
    if (piece != known.end() && piece->begin <= colon) {
      from = std::max(from, piece->end);
      continue;
    }
    std::size_t begin = colon;
    while (begin > taken && is_scheme_byte(text[begin - 1])) --begin;
    std::size_t end = colon;
    while (end < text.size() && !ends_url(text[end])) ++end;
    const std::string_view url = without_tail(text.substr(begin, end - begin));
    from = end;
    taken = end;
    if (!parse_url(url)) continue;
    Piece found;
    found.kind = PieceKind::url;
    found.begin = begin;
    found.end = begin + url.size();
    found.span = flat.span(found.begin, found.end);
    found.target = std::string(url);
    found.target_span = found.span;
    flat.pieces.push_back(std::move(found));
  }
}

}  // namespace recipe::document
