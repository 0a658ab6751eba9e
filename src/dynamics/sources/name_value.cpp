#include <limits>

#include "base/text.h"
#include "dynamics/source.h"

namespace recipe::dynamics::sources {
namespace {

bool is_name(std::string_view name) {
  if (name.empty() || is_digit(name.front())) return false;
  for (const char c : name) {
    if (!is_alnum(c) && std::string_view("_-./@").find(c) == std::string_view::npos) return false;
  }
  return name.front() != '-' && name.front() != '/';
}

std::optional<double> number_of(std::string_view text) {
  const std::string word = lower(text);
  if (word == "nan" || word == "-nan") return std::numeric_limits<double>::quiet_NaN();
  if (word == "inf") return std::numeric_limits<double>::infinity();
  if (word == "-inf") return -std::numeric_limits<double>::infinity();
  if (word.ends_with('%')) {
    const auto percent = parse_double(std::string_view(word).substr(0, word.size() - 1));
    return percent ? std::optional(*percent / 100) : std::nullopt;
  }
  return parse_double(word);
}

/// A line counts only if it is pairs from end to end, so that prose with a stray `x=1` does not.
Recognised read_pairs(std::string_view line, MetricLog& log) {
  std::vector<std::pair<std::string, double>> numbers;
  Point point;
  std::string split;
  std::size_t pairs = 0;
  std::string words(trim(line));
  for (char& c : words) c = c == ',' || c == '\t' || c == '\r' ? ' ' : c;
  for (const std::string_view word : recipe::split(words, ' ')) {
    if (word.empty()) continue;
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) return Recognised::no;
    const std::string_view name = word.substr(0, equals);
    const std::string_view value = word.substr(equals + 1);
    if (!is_name(name) || value.empty()) return Recognised::no;
    ++pairs;
    const auto number = number_of(value);
    if (name == "split") {
      split = std::string(value);
    } else if (name == "step") {
      point.step = number;
    } else if (name == "epoch") {
      point.epoch = number;
    } else if (name == "seconds") {
      point.seconds = number;
    } else if (number) {
      numbers.emplace_back(name, *number);
    }
  }
  if (pairs == 0) return Recognised::no;
  for (const auto& [name, number] : numbers) {
    point.value = number;
    log.add(split, name, point);
  }
  return Recognised::yes;
}

}  // namespace

const LineSource name_value{
    .name = "name-value",
    .doc =
        "Lines of nothing but name=value pairs, by space or comma: `epoch=3 split=test "
        "top1=0.97`.",
    .read = read_pairs,
};

}  // namespace recipe::dynamics::sources
