#pragma once

#include <span>
#include <string_view>

#include "dynamics/lines.h"
#include "dynamics/series.h"

namespace recipe::dynamics {

/// Whether a line was for this source.
enum class Recognised { yes, no };

/// How a line comes to be read.
enum class Form {
  agreed,  ///< a form that is made for machines
  shape,   ///< a line for people, known by its shape
};

/// A way in which programs write metrics, a line at a time. A line that is for this source but
/// cannot be read goes to `MetricLog::reject`.
struct LineSource {
  std::string_view name;
  std::string_view doc;
  Form form = Form::agreed;
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
/// call. What is known by its shape alone counts only for metrics of which nothing was said in an
/// agreed form, since it is often rounded: it is added by `finish`.
class LineFeed {
 public:
  explicit LineFeed(MetricLog& log) : log_(log) {}
  void feed(std::string_view bytes);
  /// The end: a last line without its line end is read if it is whole, else rejected.
  void finish();
  const MetricLog& known_by_shape() const { return shapes_; }

 private:
  void read(std::string_view line);
  MetricLog& log_;
  MetricLog shapes_;
  LineCutter lines_;
};

}  // namespace recipe::dynamics
