#pragma once

#include <string>
#include <string_view>

namespace recipe::author {

/// Where a text is to stand: in a cell of a table a pipe ends it.
enum class Place { line, cell };

/// Whether a text can stand within a line so that the same text is read back: valid UTF-8 of one
/// line, not empty, no white space at its ends; in a cell no lone dash, which is an empty cell.
bool fits(std::string_view text, Place place);
/// The nearest text that fits a line: control characters and line ends are a space.
std::string one_line(std::string_view text);

/// A text that fits, as Markdown that shows it: as it is where no character means more than itself,
/// else in a code span, else with backslashes.
std::string inline_text(std::string_view text, Place place);
/// The same, in a code span if that can be.
std::string code_text(std::string_view text, Place place);
/// The target of a link, which has no line ends.
std::string link_target_text(std::string_view target);
/// A block of commands, without a line end behind it; the fence is longer than any in the text.
std::string fenced_text(std::string_view info, std::string_view text);
/// Backticks that end no line of `text`; at least three.
std::string fence_for(std::string_view text);

}  // namespace recipe::author
