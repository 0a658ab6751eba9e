#pragma once

#include <string_view>
#include <vector>

#include "check/pasted.h"

namespace recipe::check {

enum class Typographic { quote, dash, space };

/// A character that word processors put where shells want an ASCII one.
struct TypographicMark {
  Span span;
  std::string_view ascii;  ///< what was meant
};

/// Those of a command that the shell reads as part of a word: not in comments, nor in strings
/// between straight quotes. Apostrophes within words are left out, and dashes but at the front of
/// a word.
std::vector<TypographicMark> typographic_marks(const SourceText& source,
                                               const PastedCommand& command, Typographic kind);

}  // namespace recipe::check
