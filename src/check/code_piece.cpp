#include "check/code_piece.h"

#include <algorithm>

namespace recipe::check {

const document::Piece* piece_of(const document::Page& page, const document::CodeSpan& code) {
  const auto& pieces = page.passages[code.passage].flat.pieces;
  auto at = std::lower_bound(
      pieces.begin(), pieces.end(), code.span.begin,
      [](const document::Piece& piece, std::size_t begin) { return piece.span.begin < begin; });
  for (; at != pieces.end() && at->span.begin == code.span.begin; ++at) {
    if (at->kind == document::PieceKind::code) return &*at;
  }
  return nullptr;
}

}  // namespace recipe::check
