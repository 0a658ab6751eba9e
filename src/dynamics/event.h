#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynamics/wire.h"

namespace recipe::dynamics {

/// An event of a TensorBoard file, in place. Field numbers are those of tensorboard's event.proto
/// and summary.proto.
struct Event {
  double wall_time = 0;  ///< seconds since 1970
  std::int64_t step = 0;
  std::string_view file_version;  ///< only of a file's first event
  std::string_view summary;       ///< for `each_value`
};

std::optional<Event> parse_event(std::string_view record);

/// A value of a summary, in place.
struct SummaryValue {
  std::string_view tag;
  std::optional<float> simple;
  std::optional<std::string_view> tensor;
  std::string_view metadata;
};

/// False if the bytes are none.
inline bool parse_summary_value(std::string_view bytes, SummaryValue& value) {
  using Type = WireReader::Type;
  WireReader fields(bytes);
  while (fields.next()) {
    if (fields.is(1, Type::bytes)) value.tag = fields.bytes();
    if (fields.is(2, Type::fixed32)) value.simple = fields.as_float();
    if (fields.is(8, Type::bytes)) value.tensor = fields.bytes();
    if (fields.is(9, Type::bytes)) value.metadata = fields.bytes();
  }
  return !fields.broken();
}

/// Calls `take` with each value; false if the bytes are no summary, or a value is none.
template <class Take>
bool each_value(std::string_view summary, Take take) {
  WireReader fields(summary);
  bool right = true;
  while (fields.next()) {
    if (!fields.is(1, WireReader::Type::bytes)) continue;
    SummaryValue value;
    if (parse_summary_value(fields.bytes(), value)) {
      take(value);
    } else {
      right = false;
    }
  }
  return right && !fields.broken();
}

struct PluginData {
  std::string_view name;
  std::string_view content;
};

/// Which plugin of TensorBoard a tag's values are for, by the metadata of its first value.
std::optional<PluginData> parse_metadata(std::string_view metadata);

/// The one number of a tensor of any real type; none if it has more or fewer.
std::optional<double> scalar_of_tensor(std::string_view tensor);
/// The strings of a tensor of strings, at most a hundred.
std::vector<std::string_view> strings_of_tensor(std::string_view tensor);

/// What the plugin "hparams" keeps of a run.
struct SessionInfo {
  std::map<std::string, std::string> hyperparameters;
  std::optional<double> started;  ///< seconds since 1970
  std::optional<double> ended;
};

std::optional<SessionInfo> parse_session(std::string_view plugin_content);

}  // namespace recipe::dynamics
