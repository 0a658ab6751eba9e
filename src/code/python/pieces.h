#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace recipe::code::python {

/// A part of a file that can be parsed by itself: whole statements of its outermost level.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool parsable = true;  ///< false: one statement of more tokens than the parser stands
};

/// Cuts a file into pieces of bounded size, nearly always one. The parser counts the children of a
/// node with 16 bits and writes out of bounds where errors make one with more; a piece has fewer
/// tokens than that.
std::vector<Piece> pieces_of(const std::string& text);

/// The same text, its comments blank: their number makes the parser slow, quadratically.
std::string without_comments(const std::string& text);

}  // namespace recipe::code::python
