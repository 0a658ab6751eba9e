#include "dynamics/line_scan.h"

#include <algorithm>

#include "base/text.h"
#include "dynamics/python_json.h"

namespace recipe::dynamics {
namespace {

/// Bytes of an ANSI control sequence (ECMA-48, 5.4) at `at`; 0 if none begins there.
std::size_t control_sequence(std::string_view line, std::size_t at) {
  if (line.substr(at, 2) != "\x1b[") return 0;
  std::size_t end = at + 2;
  while (end < line.size() && line[end] >= 0x20 && line[end] <= 0x3F) ++end;
  return end < line.size() ? end + 1 - at : 0;
}

}  // namespace

std::string last_shown(std::string_view line) {
  line = line.substr(0, line.find_last_not_of("\r\b") + 1);
  const std::size_t over = line.find_last_of("\r\b");
  if (over != std::string_view::npos) line.remove_prefix(over + 1);
  std::string shown;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t skipped = control_sequence(line, at);
    if (skipped == 0) shown += line[at];
    at += skipped == 0 ? 1 : skipped;
  }
  return shown;
}

bool LineScan::text(std::string_view literal) {
  if (!rest_.starts_with(literal)) return false;
  rest_.remove_prefix(literal.size());
  return true;
}

bool LineScan::blanks() {
  const std::size_t size = std::min(rest_.find_first_not_of(" \t"), rest_.size());
  rest_.remove_prefix(size);
  return size > 0;
}

std::optional<double> LineScan::number() {
  const std::size_t size = std::min(rest_.find_first_of(" \t,)]}/%'"), rest_.size());
  const std::string word = lower(rest_.substr(0, size));
  auto number = parse_double(word);
  if (!number) number = non_finite_named(word);
  if (number) rest_.remove_prefix(size);
  return number;
}

std::optional<double> LineScan::count() {
  const std::size_t size = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
  const auto number = parse_double(rest_.substr(0, size));
  if (number) rest_.remove_prefix(size);
  return number;
}

std::optional<std::string> LineScan::name() {
  const auto is_inner = [](char c) {
    return is_alnum(c) || std::string_view("_@.-").find(c) != std::string_view::npos;
  };
  if (rest_.empty() || !is_alnum(rest_.front()) || is_digit(rest_.front())) return std::nullopt;
  std::size_t size = 0;
  while (size < rest_.size() && is_inner(rest_[size])) ++size;
  std::string found(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return found;
}

bool LineScan::duration() {
  std::size_t size = std::min(rest_.find_first_of(" \t"), rest_.size());
  const std::string_view word = rest_.substr(0, size);
  if (word.empty() || !is_digit(word.front())) return false;
  std::string_view unit =
      word.substr(std::min(word.find_first_not_of("0123456789.:"), word.size()));
  if (unit.ends_with("/step")) unit.remove_suffix(5);
  if (unit.ends_with("/epoch")) unit.remove_suffix(6);
  const bool clock = unit.empty() && word.find(':') != std::string_view::npos;
  if (!clock && unit != "s" && unit != "ms" && unit != "us" && unit != "ns" &&
      unit != "\xC2\xB5s") {
    return false;
  }
  rest_.remove_prefix(size);
  return true;
}

}  // namespace recipe::dynamics
