#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/inline.h"

namespace recipe::check {

/// "(default: 0.1)", "Defaults to `x`.", "The default value is 5": what a text says that a default
/// is.
struct DefaultPhrase {
  std::size_t begin = 0;  ///< of the value in the text
  std::size_t end = 0;
  std::size_t phrase = 0;  ///< where the phrase begins
  std::string value;       ///< without quotes
  std::string remark;      ///< "for single-GPU" of "(default: 0.002 for single-GPU)"
  bool bracketed = false;  ///< the phrase stands in brackets
  /// Code, in quotes, in brackets, or one word that ends the sentence: not the beginning of prose.
  bool plain = true;
  bool cut = false;  ///< the text ends before the value does, or may do so
};

/// All of a text, in order. "enabled by default" is one of the value `enabled`.
std::vector<DefaultPhrase> default_phrases(const document::Flat& flat);

}  // namespace recipe::check
