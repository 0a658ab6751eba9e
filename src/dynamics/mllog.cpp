#include "dynamics/mllog.h"

#include "base/text.h"
#include "dynamics/python_json.h"
#include "dynamics/split_of_tag.h"

namespace recipe::dynamics {
namespace {

constexpr std::string_view mllog_mark = ":::MLLOG";

std::size_t mark_in(std::string_view line) {
  constexpr std::size_t longest_prefix = 64;
  const std::size_t at = line.substr(0, longest_prefix + mllog_mark.size()).find(mllog_mark);
  if (at == std::string_view::npos) return at;
  const std::string_view rest = trim(line.substr(at + mllog_mark.size()));
  return rest.empty() || rest.front() == '{' ? at : std::string_view::npos;
}

}  // namespace

bool is_mllog(std::string_view line) { return mark_in(line) != std::string_view::npos; }

std::optional<MllogEntry> parse_mllog(std::string_view line) {
  const std::size_t at = mark_in(line);
  if (at == std::string_view::npos) return std::nullopt;
  const auto json = parse_json(with_quoted_non_finite(line.substr(at + mllog_mark.size())));
  if (!json || !json->is_object()) return std::nullopt;
  const auto key = text_at(*json, "key");
  if (!key || key->empty()) return std::nullopt;
  MllogEntry entry;
  entry.key = printable(*key);
  entry.event_type = text_at(*json, "event_type").value_or("");
  entry.time = number_at(*json, "time_ms").value_or(0) / 1000;
  if (json->contains("value")) entry.value = (*json)["value"];
  if (json->contains("metadata")) entry.metadata = (*json)["metadata"];
  entry.epoch = number_at(entry.metadata, "epoch_num");
  for (const char* name : {"step", "step_num", "iteration"}) {
    if (!entry.step) entry.step = number_at(entry.metadata, name);
  }
  return entry;
}

void add_mllog(const MllogEntry& entry, std::optional<double> seconds, MetricLog& log) {
  if (entry.event_type != "POINT_IN_TIME") return;
  Point point{entry.step, entry.epoch, seconds, 0};
  if (entry.value.is_object()) {
    for (const auto& [name, value] : entry.value.items()) {
      const auto number = number_in(value);
      if (!number) continue;
      point.value = *number;
      log.add("", printable(name), point);
    }
    return;
  }
  const auto number = number_in(entry.value);
  if (!number) return;
  point.value = *number;
  if (point.step || point.epoch) {
    const TagName name = split_of_tag(entry.key);
    log.add(name.split, name.metric, point);
  } else {
    point.seconds.reset();
    log.add("", entry.key, point);
  }
}

}  // namespace recipe::dynamics
