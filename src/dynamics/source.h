#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dynamics/series.h"

namespace recipe::dynamics {

/// Whether a line was for this source.
enum class Recognised { yes, no };

/// A way in which programs write metrics, a line at a time. A line that is for this source but
/// cannot be read goes to `MetricLog::reject`.
struct LineSource {
  std::string_view name;
  std::string_view doc;
  Recognised (*read)(std::string_view line, MetricLog& log);
};

namespace sources {
#define SOURCE(name) extern const LineSource name;
#include "dynamics/sources.def"
#undef SOURCE
}  // namespace sources

/// In the order of sources.def, in which they are asked.
std::span<const LineSource* const> line_sources();

/// Cuts what it is given into lines and hands each to the sources; keeps a half line for the next
/// call.
class LineFeed {
 public:
  explicit LineFeed(MetricLog& log) : log_(log) {}
  void feed(std::string_view bytes);
  /// The end: a last line without its line end is read if it is whole, else rejected.
  void finish();

 private:
  void read(std::string_view line);
  MetricLog& log_;
  std::string half_;
  bool dropping_ = false;
};

/// Longer lines are no metrics; they are dropped whole.
inline constexpr std::size_t longest_line = 1 << 20;

}  // namespace recipe::dynamics
