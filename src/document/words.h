#pragma once

#include <string>
#include <vector>

#include "base/quantity.h"
#include "document/inline.h"

namespace recipe::document {

/// A word of running text.
struct Word {
  Slice slice;               ///< without the punctuation around it
  std::string text;          ///< in lower case
  bool ends_clause = false;  ///< a comma, semicolon, colon or parenthesis stands behind it

  /// The word as a number, its unit in it ("74.0%", "11ms") or behind it.
  std::optional<Quantity> number() const;
};

std::vector<Word> words_of(Slice text);

/// Cut behind `.`, `!` and `?` where the next sentence begins with a capital letter.
std::vector<Slice> sentences_of(Slice text);

/// The source of words[begin, end).
At<std::string> text_of(const std::vector<Word>& words, std::size_t begin, std::size_t end);

/// Whether the words of `phrase`, in lower case, stand at words[at].
bool phrase_at(const std::vector<Word>& words, std::size_t at, std::string_view phrase);

}  // namespace recipe::document
