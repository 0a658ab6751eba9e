#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "document/markdown.h"

namespace recipe::document {

enum class PieceKind { code, link, image, url };

/// A part of a line of text that means more than its words.
struct Piece {
  PieceKind kind = PieceKind::code;
  std::size_t begin = 0;  ///< in Flat::text
  std::size_t end = 0;
  Span span;           ///< with backticks or brackets
  std::string target;  ///< of a link, image or bare URL
  Span target_span;
};

/// Inline Markdown as plain text: markup dropped, escapes and entities resolved, line ends a space.
/// Every byte of `text` knows the bytes it was read from.
class Flat {
 public:
  std::string text;
  std::vector<Piece> pieces;  ///< by `begin`

  /// The source of text[begin, end), as short as can be.
  Span span(std::size_t begin, std::size_t end) const;
  void append(std::string_view decoded, Span source);
  void append_break(Span source);

 private:
  struct Run {
    std::size_t begin;  ///< in `text`
    Span source;
    bool literal;  ///< byte for byte
  };
  const Run& run_at(std::size_t offset) const;
  std::vector<Run> runs_;
};

/// A part of a Flat, which must outlive it.
struct Slice {
  const Flat* flat = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;

  std::string_view view() const;
  Span span() const { return flat->span(begin, end); }
  bool empty() const { return begin == end; }
  /// From `from`, which counts from this slice's begin.
  Slice sub(std::size_t from, std::size_t count = std::string_view::npos) const;
  Slice trimmed() const;
  At<std::string> at() const { return {std::string(view()), span()}; }
};

enum class InCell { yes, no };  ///< in a table `\|` is a pipe, in code spans too

/// Reads the inline Markdown of some lines. Time grows with their size only.
Flat read_inline(const SourceText& source, const std::vector<Span>& lines, const Markdown& markdown,
                 InCell in_cell = InCell::no);

Slice whole(const Flat& flat);
/// The parts between `separator`, trimmed, without empty ones; code spans and links stay whole.
std::vector<Slice> parts_of(Slice slice, char separator);

}  // namespace recipe::document
