#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "check/pasted_lines.h"
#include "check/shell_block.h"
#include "check/study.h"

namespace recipe::check {

/// Lines that an author means as one command, whether or not the shell joins them.
struct PastedCommand {
  std::vector<PastedLine> lines;
  /// A program stands at the front, rather than words of the shell.
  bool runs = false;
  /// Lines behind which the command goes on although the shell ends it there, in `lines`.
  std::vector<std::size_t> breaks;
  /// Lines whose backslash joins an empty line, behind which the command goes on, in `lines`.
  std::vector<std::size_t> gaps;
  /// Some line of it ends with a backslash.
  bool has_backslash = false;

  Span span() const { return {lines.front().span.begin, lines.back().span.end}; }
};

/// The commands of a block by their lines alone: what fails when it is pasted.
std::vector<PastedCommand> pasted_commands(const SourceText& source, const ShellBlock& block);

/// Those of all blocks, for Study::shared.
struct PastedCommands {
  explicit PastedCommands(const Study& study);

  struct Of {
    ShellBlock block;
    std::vector<PastedCommand> commands;
  };
  std::vector<Of> blocks;
};

/// What a line put before `line` must begin with: indentation, marks of a quote. None where other
/// text stands before it, such as a prompt.
std::optional<std::string> prefix_of(const SourceText& source, Span line);

}  // namespace recipe::check
