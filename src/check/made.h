#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/invocation.h"

namespace recipe::check {

/// Names of what commands make, by which a path that the tree lacks is excused.
class Made {
 public:
  /// A path as a command names it: by its last component it is excused everywhere.
  void add(std::string_view path);
  /// Only the path itself and what lies below.
  void add_exactly(std::string_view path);
  /// Whether the path, a folder on it, or its last component was made.
  bool covers(std::string_view path) const;

 private:
  std::set<std::string, std::less<>> paths_;
  std::set<std::string, std::less<>> names_;
};

/// What a command makes as far as its words tell: `mkdir x`, `wget URL`, `> log`, `--output x`.
void collect_made(const ShellCommand& command, const Invocation& invocation, Made& made);

/// Whether a command brings files that nobody can name: `tar xf`, `unzip`, `git lfs pull`.
bool unpacks(const Invocation& invocation);

/// Whether a flag names what a program writes: "-o", "--output_dir", "--save-path", "--log_file".
bool names_an_output(std::string_view flag);

}  // namespace recipe::check
