#pragma once

#include <cstddef>
#include <vector>

#include "document/page.h"

namespace recipe::check {

/// The lines of a code block that a reader pastes into a shell.
struct ShellBlock {
  std::vector<Span> lines;  ///< without prompts; where there are prompts, without output
  std::size_t code = 0;     ///< in Page::code
  std::size_t heading = document::no_index;
  bool has_prompts = false;
};

/// Blocks marked as shell, also misspelt; those without a language, or with one that is not a
/// shell's, by what they hold.
std::vector<ShellBlock> shell_blocks(const document::Page& page);

}  // namespace recipe::check
