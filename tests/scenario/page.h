#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace recipe::scenario {

/// A fenced block marked `LANG file=PATH`: a file to write.
struct File {
  std::size_t line = 0;  ///< of the opening fence, from 1
  std::string path;
  std::string text;
};

/// A command of a `console` block with what the page says it prints.
struct Command {
  std::size_t line = 0;               ///< of the `$ `, from 1
  std::string script;                 ///< without prompts
  std::size_t expected_line = 0;      ///< the first line behind the command, from 1
  std::size_t end_line = 0;           ///< the first line that no longer belongs to it
  std::vector<std::string> expected;  ///< patterns, as match.h reads them
  int exit_code = 0;
};

using Step = std::variant<File, Command>;

/// A page of prose with files and commands in between.
struct Page {
  std::string path;
  std::vector<std::string> lines;  ///< without line ends
  std::vector<Step> steps;         ///< in the order of the page
  /// From "Skipped unless `COMMAND`" in the paragraph under the title.
  std::optional<std::string> needs;
  std::vector<std::string> errors;  ///< "path:line: message"
};

Page read_page(const std::string& path, const std::string& bytes);

/// How `line` is written as expected output: a line that looks like a prompt gets a backslash.
std::string as_expected(const std::string& line);

/// The last line of the expectation where the exit code is not 0: "[exit 3]".
std::string as_exit_line(int exit_code);

}  // namespace recipe::scenario
