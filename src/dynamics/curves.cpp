#include "dynamics/curves.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace recipe::dynamics {
namespace {

constexpr std::string_view header = "profile,run,step,epoch,seconds,split,metric,value";
constexpr std::ptrdiff_t commas = 7;

/// Names come from programs: what would break a line is dropped, so no cell needs quotes.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ',' && c != '"' && c != '\n' && c != '\r') out += c;
  }
  return out;
}

std::string cell(const std::optional<double>& value) { return value ? shortest(*value) : ""; }

}  // namespace

Curves Curves::parse(std::string_view text) {
  Curves curves;
  for (std::string_view line : lines(text)) {
    line = line.substr(0, line.find_last_not_of('\r') + 1);
    if (line == header || std::count(line.begin(), line.end(), ',') != commas) continue;
    const std::size_t first = line.find(',');
    const std::size_t second = line.find(',', first + 1);
    curves.rows_.push_back({std::string(line.substr(0, first)),
                            std::string(line.substr(first + 1, second - first - 1)),
                            std::string(line.substr(second + 1))});
  }
  return curves;
}

void Curves::update(const std::string& profile, std::uint64_t run, const MetricLog& log) {
  const std::string name = cell(profile);
  const std::string number = std::to_string(run);
  std::erase_if(rows_, [&](const Row& row) { return row.profile == name && row.run == number; });
  for (const auto& [key, series] : log.all()) {
    for (const Point& point : series.points) {
      if (!point.step && !point.epoch) continue;
      const std::string value = std::isfinite(point.value) ? shortest(point.value)
                                : std::isnan(point.value)  ? "nan"
                                : point.value > 0          ? "inf"
                                                           : "-inf";
      rows_.push_back({name, number,
                       cell(point.step) + "," + cell(point.epoch) + "," + cell(point.seconds) +
                           "," + cell(series.split) + "," + cell(series.metric) + "," + value});
    }
  }
}

std::string Curves::to_text() const {
  std::string text = std::string(header) + "\n";
  for (const Row& row : rows_) text += row.profile + "," + row.run + "," + row.rest + "\n";
  return text;
}

std::vector<Curves::Run> Curves::runs(std::string_view profile) const {
  enum Column { step, epoch, seconds, split, metric, value, count };
  std::vector<Run> runs;
  for (const Row& row : rows_) {
    if (row.profile != profile) continue;
    std::array<std::string_view, count> cells;
    std::string_view rest = row.rest;
    for (std::string_view& each : cells) {
      each = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(rest.size(), each.size() + 1));
    }
    const auto number = parse_double(cells[value]);
    const Point point{parse_double(cells[step]), parse_double(cells[epoch]),
                      parse_double(cells[seconds]), number.value_or(0)};
    if (!number || (!point.step && !point.epoch)) continue;
    auto known = std::find_if(runs.begin(), runs.end(),
                              [&row](const Run& run) { return run.name == row.run; });
    if (known == runs.end()) known = runs.insert(runs.end(), Run{row.run, {}});
    known->metrics.add(std::string(cells[split]), std::string(cells[metric]), point);
  }
  return runs;
}

}  // namespace recipe::dynamics
