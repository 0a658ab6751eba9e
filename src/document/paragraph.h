#pragma once

#include <vector>

#include "document/markdown.h"

namespace recipe::document {

/// Adds what `paragraph` really is to `blocks`: link definitions are taken out, a table and the
/// text before it become blocks of their own.
void split_paragraph(const SourceText& source, Block paragraph, std::vector<Block>& blocks,
                     Markdown& markdown);

}  // namespace recipe::document
