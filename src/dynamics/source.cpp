#include "dynamics/source.h"

#include <set>

#include "base/metric.h"
#include "base/text.h"

namespace recipe::dynamics {
namespace {

constexpr const LineSource* known_sources[] = {
#define SOURCE(name) &sources::name,
#include "dynamics/sources.def"
#undef SOURCE
};

/// One name for all names of a known metric.
std::string canonical_name(const std::string& metric) {
  const Metric* known = find_metric(metric);
  return known == nullptr ? folded(metric) : std::string(known->key);
}

}  // namespace

std::span<const LineSource* const> line_sources() { return known_sources; }

void LineFeed::feed(std::string_view bytes) {
  lines_.feed(bytes, [this](std::string_view line) { read(line); });
}

void LineFeed::finish() {
  lines_.finish([this](std::string_view line) { read(line); });
  std::set<std::string> agreed;
  for (const auto& [key, series] : log_.all()) agreed.insert(canonical_name(series.metric));
  for (const auto& [key, series] : shapes_.all()) {
    if (agreed.contains(canonical_name(series.metric))) continue;
    for (const Point& point : series.points) log_.add(series.split, series.metric, point);
  }
  shapes_ = MetricLog();
}

void LineFeed::read(std::string_view line) {
  for (const LineSource* source : known_sources) {
    MetricLog& log = source->form == Form::agreed ? log_ : shapes_;
    if (source->read(line, log) == Recognised::yes) return;
  }
}

}  // namespace recipe::dynamics
