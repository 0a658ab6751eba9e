#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recipe::scenario {

/// A pattern that alone on its line stands for any number of lines.
inline constexpr std::string_view any_lines = "...";

/// `<word>` in `pattern` stands for any text of at least one character; a run of spaces beside it
/// for one or more spaces, since columns move with what they hold. Space at line ends is no matter.
bool matches(std::string_view pattern, std::string_view line);

/// One line of a comparison: of the expectation, of the output, or of both where they match.
/// A pattern `...` comes with each line that it stands for, or alone where it stands for none.
struct Pair {
  std::optional<std::size_t> expected;
  std::optional<std::size_t> actual;
};

struct Comparison {
  std::vector<Pair> pairs;  ///< in order, with as few differences as there can be
  bool same = true;
};

Comparison compare(const std::vector<std::string>& expected,
                   const std::vector<std::string>& actual);

/// What differs, with three lines of what does not around it: " ", "-" and "+" in front.
std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& actual, const Comparison& comparison);

/// The expectation that `actual` fulfils: patterns that match stay, else the line as `neutral` has
/// it.
std::vector<std::string> updated(const std::vector<std::string>& expected,
                                 const std::vector<std::string>& actual,
                                 const Comparison& comparison);

/// What changes from run to run replaced by wildcards: commits by `<commit>`, durations by
/// `<time>`.
std::string neutral(const std::string& line);

}  // namespace recipe::scenario
