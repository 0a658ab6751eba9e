#pragma once

#include "document/reading.h"

namespace recipe::document {

/// The blocks of commands among these blocks, in lists and quotes too. Code in other languages is
/// left out.
std::vector<CommandBlock> commands_in(Reading& reading, const Blocks& blocks);

/// What stands in commands for something the reader must put in: `/path/to/data`, `<your-token>`,
/// `YOUR_KEY`. Quoted text and here-documents are left alone, but for `/path/to`.
std::vector<At<std::string>> placeholders_in(const SourceText& source,
                                             const std::vector<Span>& lines);

}  // namespace recipe::document
