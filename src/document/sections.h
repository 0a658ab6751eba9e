#pragma once

#include <vector>

#include "document/reading.h"

namespace recipe::document {

/// A section with what stands in it, subheadings of its own included.
struct SectionText {
  SectionKind kind = SectionKind::root;
  Span heading;
  Span body;
  Blocks blocks;
};

/// The document cut at the headings that the outline knows. Sets the recipe's title and `sections`.
std::vector<SectionText> find_sections(Reading& reading, const std::vector<Block>& blocks);

}  // namespace recipe::document
