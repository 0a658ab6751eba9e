#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recipe {

// ASCII only, whatever the locale.
bool is_space(char c);
bool is_digit(char c);
bool is_alnum(char c);
/// A hexadecimal digit of either case.
bool is_hex(char c);

/// ASCII white space removed at both ends.
std::string_view trim(std::string_view text);
/// ASCII letters in lower case; other bytes as they are.
std::string lower(std::string_view text);
std::string upper(std::string_view text);
/// A name for comparison: lower case, without space, `-` and `_`.
std::string folded(std::string_view name);
/// A name as a shell variable: "Learning rate" becomes LEARNING_RATE. Empty if nothing is left.
std::string upper_snake(std::string_view name);
/// A name for files and options: "Raw data" becomes raw-data.
std::string kebab(std::string_view name);
bool contains_folded(std::string_view text, std::string_view part);
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string_view> lines(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// One word for a POSIX shell, quoted only where it must be.
std::string shell_quoted(std::string_view word);
/// Invalid UTF-8 is replaced by U+FFFD and control characters but tab and line feed are shown as
/// \xNN, so that text from outside cannot steer a terminal and is valid in JSON.
std::string printable(std::string_view text);
/// The nearest of `candidates` to `word` by edit distance, if it is near enough to be meant.
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates);
/// "1 run", "2 runs"
std::string counted(std::size_t count, std::string_view noun);
/// The whole of `text` as a number, whatever the locale; hexadecimal, inf and nan are refused.
std::optional<double> parse_double(std::string_view text);
/// The shortest text that reads back as `value`: 0.1, 1e-05, 150000.
std::string shortest(double value);
/// `value` with `digits` significant digits, without trailing zeros.
std::string rounded(double value, int digits);

}  // namespace recipe
