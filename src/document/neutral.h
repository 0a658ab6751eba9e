#pragma once

#include <string>
#include <string_view>

namespace recipe::document {

/// `text` with the same length and lines, in which nothing is left that cmark would read as inline
/// markup, and no container opens beyond max_marker_column. The blocks are the same; cmark's
/// inline parser, which takes long on some input, finds nothing to do.
std::string neutral(std::string_view text);

}  // namespace recipe::document
