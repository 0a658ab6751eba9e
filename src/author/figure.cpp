#include "author/figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/metric.h"
#include "base/text.h"

namespace recipe::author {
namespace {

constexpr std::size_t most_panels = 4;
constexpr std::size_t most_points = 400;
constexpr std::size_t most_splits = 4;
constexpr double panel_width = 360;
constexpr double panel_height = 220;
constexpr double margin_left = 60;
constexpr double margin_top = 30;
constexpr double plot_width = 280;
constexpr double plot_height = 150;
/// Seen on white and on black alike.
constexpr std::array<std::string_view, most_splits> colours = {"#3b82d6", "#e07b39", "#3a9d5d",
                                                               "#a55cc8"};

struct XY {
  double x;
  double y;
};
struct Line {
  std::string split;
  std::vector<XY> points;
};
struct Panel {
  std::string metric;
  std::string axis;  ///< "step" or "epoch"
  std::vector<Line> lines;
};

std::string escaped_xml(std::string_view text) {
  std::string out;
  for (const char c : printable(text).substr(0, 60)) {
    out += c == '&'   ? "&amp;"
           : c == '<' ? "&lt;"
           : c == '>' ? "&gt;"
           : c == '"' ? "&quot;"
                      : std::string(1, c);
  }
  return out;
}

/// At most `most_points`, the least and the greatest value of each stretch among them.
std::vector<XY> thinned(const std::vector<XY>& points) {
  if (points.size() <= most_points) return points;
  std::vector<XY> kept;
  const std::size_t stretches = most_points / 2;
  for (std::size_t i = 0; i < stretches; ++i) {
    const auto begin = points.begin() + static_cast<std::ptrdiff_t>(i * points.size() / stretches);
    const auto end =
        points.begin() + static_cast<std::ptrdiff_t>((i + 1) * points.size() / stretches);
    auto [low, high] =
        std::minmax_element(begin, end, [](const XY& a, const XY& b) { return a.y < b.y; });
    if (high < low) std::swap(low, high);
    kept.push_back(*low);
    if (high != low) kept.push_back(*high);
  }
  return kept;
}

std::vector<Panel> panels_of(const std::vector<ObservedRun>& runs) {
  std::map<std::string, Panel> by_metric;
  for (const ObservedRun& run : runs) {
    for (const auto& [key, series] : run.metrics.all()) {
      Line line{series.split, {}};
      bool steps = true;
      for (const dynamics::Point& point : series.points) steps = steps && point.step.has_value();
      for (const dynamics::Point& point : series.points) {
        const auto& at = steps ? point.step : point.epoch;
        if (at && std::isfinite(*at) && std::isfinite(point.value)) {
          line.points.push_back({*at, point.value});
        }
      }
      if (line.points.size() < 2) continue;
      line.points = thinned(line.points);
      Panel& panel = by_metric[series.metric];
      panel.metric = series.metric;
      panel.axis = steps ? "step" : "epoch";
      panel.lines.push_back(std::move(line));
    }
  }
  std::vector<Panel> panels;
  for (auto& [name, panel] : by_metric) panels.push_back(std::move(panel));
  // Metrics of the field first; what is constant or a clock shows nothing.
  std::stable_sort(panels.begin(), panels.end(), [](const Panel& a, const Panel& b) {
    return (find_metric(a.metric) != nullptr) > (find_metric(b.metric) != nullptr);
  });
  if (panels.size() > most_panels) panels.resize(most_panels);
  return panels;
}

struct Range {
  double low = 0;
  double high = 1;
  bool logarithmic = false;

  double share(double value) const {
    if (logarithmic) return std::log(value / low) / std::log(high / low);
    return (value - low) / (high - low);
  }
};

/// Round numbers within the range: 1, 2 or 5 times a power of ten; of a logarithmic one the powers.
std::vector<double> ticks_of(const Range& range) {
  std::vector<double> ticks;
  if (range.logarithmic) {
    for (double tick = std::pow(10, std::ceil(std::log10(range.low) - 1e-9)); tick <= range.high;
         tick *= 10) {
      ticks.push_back(tick);
    }
    if (ticks.size() >= 2) return ticks;
    ticks.clear();
  }
  const double rough = (range.high - range.low) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  const double unit = rough / power < 1.5   ? 1
                      : rough / power < 3.5 ? 2
                      : rough / power < 7.5 ? 5
                                            : 10;
  const double gap = unit * power;
  for (double i = std::ceil(range.low / gap - 1e-9);
       i * gap <= range.high * (1 + 1e-12) + gap * 1e-9 && ticks.size() < 12; ++i) {
    ticks.push_back(i * gap);
  }
  return ticks;
}

Range range_of(const std::vector<Line>& lines, double XY::*which, bool may_be_logarithmic) {
  Range range{INFINITY, -INFINITY};
  for (const Line& line : lines) {
    for (const XY& point : line.points) {
      range.low = std::min(range.low, point.*which);
      range.high = std::max(range.high, point.*which);
    }
  }
  range.logarithmic = may_be_logarithmic && range.low > 0 && range.high / range.low > 100;
  if (!(range.high > range.low)) {
    const double half = std::max(std::abs(range.low) / 2, 0.5);
    range.low -= half;
    range.high += half;
  }
  return range;
}

std::string text_at(double x, double y, std::string_view anchor, std::string_view text) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor,
                     escaped_xml(text));
}

std::string drawn(const Panel& panel, double left, double top) {
  const Range xs = range_of(panel.lines, &XY::x, false);
  const Range ys = range_of(panel.lines, &XY::y, true);
  const double bottom = top + plot_height;
  std::string svg = text_at(left, top - 10, "start", panel.metric);
  for (const double tick : ticks_of(ys)) {
    const double y = bottom - plot_height * ys.share(tick);
    svg += fmt::format("<path class=\"grid\" d=\"M{:.1f} {:.1f}h{:.1f}\"/>\n", left, y, plot_width);
    svg += text_at(left - 6, y + 4, "end", rounded(tick, 4));
  }
  for (const double tick : ticks_of(xs)) {
    svg += text_at(left + plot_width * xs.share(tick), bottom + 16, "middle", rounded(tick, 6));
  }
  svg += text_at(left + plot_width, bottom + 32, "end", panel.axis);
  std::vector<std::string> splits;
  for (const Line& line : panel.lines) {
    auto found = std::find(splits.begin(), splits.end(), line.split);
    if (found == splits.end() && splits.size() < most_splits) {
      splits.push_back(line.split);
      found = std::prev(splits.end());
    }
    if (found == splits.end()) continue;
    const auto colour = colours[static_cast<std::size_t>(found - splits.begin())];
    svg += fmt::format("<path class=\"line\" stroke=\"{}\" d=\"", colour);
    for (std::size_t i = 0; i < line.points.size(); ++i) {
      svg += fmt::format("{}{:.1f} {:.1f}", i == 0 ? "M" : "L",
                         left + plot_width * xs.share(line.points[i].x),
                         bottom - plot_height * ys.share(line.points[i].y));
    }
    svg += "\"/>\n";
  }
  double x = left + plot_width;
  for (std::size_t i = splits.size(); i-- > 0;) {
    if (splits[i].empty()) continue;
    svg += fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\" style=\"fill:{}\">{}</text>\n", x,
        top - 10, colours[i], escaped_xml(splits[i]));
    x -= 8 + 7 * static_cast<double>(std::min<std::size_t>(splits[i].size(), 20));
  }
  return svg;
}

}  // namespace

std::string figure_of(const std::vector<ObservedRun>& runs) {
  const std::vector<Panel> panels = panels_of(runs);
  if (panels.empty()) return "";
  const std::size_t columns = panels.size() == 1 ? 1 : 2;
  const std::size_t rows = (panels.size() + columns - 1) / columns;
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
      "width=\"{0:.0f}\" height=\"{1:.0f}\">\n"
      "<style>text{{font:12px sans-serif;fill:#808080}}.grid{{stroke:#808080;stroke-opacity:.3}}"
      ".line{{fill:none;stroke-width:1.5;stroke-opacity:.8}}</style>\n",
      panel_width * static_cast<double>(columns), panel_height * static_cast<double>(rows));
  for (std::size_t i = 0; i < panels.size(); ++i) {
    svg += drawn(panels[i], margin_left + panel_width * static_cast<double>(i % columns),
                 margin_top + panel_height * static_cast<double>(i / columns));
  }
  return svg + "</svg>\n";
}

}  // namespace recipe::author
