#pragma once

#include <string>
#include <string_view>

#include "base/source.h"

namespace recipe::check {

/// The line on which a span begins, ready for a terminal, and what stands under it.
struct Excerpt {
  std::string line;
  std::string before;  ///< as many spaces as columns stand before the mark
  std::string mark;    ///< "^~~~~"; a caret alone for an empty span
};

/// At most about `columns` wide: a longer line is cut on both sides of the span.
Excerpt excerpt_of(const SourceText& source, Span span, std::size_t columns);

/// Text of a document on one line: control characters shown, tabs as spaces.
std::string on_one_line(std::string_view text);

}  // namespace recipe::check
