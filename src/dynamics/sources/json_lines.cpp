#include <cmath>
#include <limits>

#include "base/json.h"
#include "base/text.h"
#include "dynamics/source.h"

namespace recipe::dynamics::sources {
namespace {

/// Python writes NaN, Infinity and -Infinity, C and C++ nan, -nan and inf, which JSON does not
/// have: outside strings they become strings, which `as_number` knows.
std::string with_quoted_non_finite(std::string_view line) {
  static constexpr std::string_view words[] = {"-Infinity", "Infinity", "-NaN", "NaN",
                                               "-inf",      "inf",      "-nan", "nan"};
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quoted && line[i] == '\\' && i + 1 < line.size()) {
      out += line[i++];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (!quoted) {
      bool replaced = false;
      for (const std::string_view word : words) {
        if (!line.substr(i).starts_with(word)) continue;
        out += '"' + lower(word) + '"';
        i += word.size() - 1;
        replaced = true;
        break;
      }
      if (replaced) continue;
    }
    out += line[i];
  }
  return out;
}

std::optional<double> as_number(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  const std::string word = value.get<std::string>();
  if (word == "nan" || word == "-nan") return std::numeric_limits<double>::quiet_NaN();
  if (word == "infinity" || word == "inf") return std::numeric_limits<double>::infinity();
  if (word == "-infinity" || word == "-inf") return -std::numeric_limits<double>::infinity();
  return std::nullopt;
}

bool is_key(std::string_view name) {
  return name == "step" || name == "epoch" || name == "seconds" || name == "split";
}

Recognised read(std::string_view line, MetricLog& log) {
  line = trim(line);
  if (line.empty() || line.front() != '{') return Recognised::no;
  // A brace alone begins JSON over several lines, `{'` what Python prints of a dictionary.
  if (!trim(line.substr(1)).starts_with('"')) return Recognised::no;
  const auto json = parse_json(with_quoted_non_finite(line));
  if (!json || !json->is_object()) {
    log.reject(std::string(line));
    return Recognised::yes;
  }
  Point point;
  point.step = number_at(*json, "step");
  point.epoch = number_at(*json, "epoch");
  point.seconds = number_at(*json, "seconds");
  const std::string split = text_at(*json, "split").value_or("");
  for (const auto& [name, value] : json->items()) {
    const auto number = as_number(value);
    if (is_key(name) || !number) continue;
    point.value = *number;
    log.add(split, name, point);
  }
  return Recognised::yes;
}

}  // namespace

const LineSource json_lines{
    .name = "json-lines",
    .doc =
        "One JSON object a line: {\"step\": 100, \"epoch\": 0.4, \"split\": \"train\", \"loss\": "
        "2.31}. `step`, `epoch`, `seconds` and `split` are keys, every other number a metric.",
    .read = read,
};

}  // namespace recipe::dynamics::sources
