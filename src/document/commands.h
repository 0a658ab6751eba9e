#pragma once

#include "document/reading.h"

namespace recipe::document {

/// The blocks of commands among these blocks, in lists and quotes too. Code in other languages is
/// left out.
std::vector<CommandBlock> commands_in(Reading& reading, const Blocks& blocks);

/// Whether a script is what `recipe new` writes where a command belongs: one line, all of it in
/// angle brackets.
bool is_skeleton_command(std::string_view script);

/// What stands in commands for something the reader must put in: `/path/to/data`, `<your-token>`,
/// `YOUR_KEY`. Quoted text and here-documents are left alone, but for `/path/to`.
std::vector<At<std::string>> placeholders_in(const SourceText& source,
                                             const std::vector<Span>& lines);

}  // namespace recipe::document
