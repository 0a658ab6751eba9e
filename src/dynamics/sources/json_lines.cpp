#include "base/json.h"
#include "base/text.h"
#include "dynamics/python_json.h"
#include "dynamics/source.h"
#include "dynamics/split_of_tag.h"

namespace recipe::dynamics::sources {
namespace {

/// Names of the step in the files of detectron2, OpenMMLab and fairseq, read where `step` is
/// absent.
constexpr std::string_view step_names[] = {"step", "global_step", "iteration", "iter"};

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
  std::string_view step_name = "step";
  for (const std::string_view name : step_names) {
    if (!point.step && (point.step = number_at(*json, name))) step_name = name;
  }
  point.epoch = number_at(*json, "epoch");
  point.seconds = number_at(*json, "seconds");
  std::string split = text_at(*json, "split").value_or("");
  if (split.empty()) {
    // OpenMMLab names the split in `mode`.
    split = split_named(text_at(*json, "mode").value_or("")).value_or("");
  }
  for (const auto& [name, value] : json->items()) {
    const auto number = number_in(value);
    if (is_key(name) || name == step_name || !number) continue;
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
