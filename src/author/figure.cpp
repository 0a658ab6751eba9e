#include "author/figure.h"

#include <fmt/format.h>

#include <algorithm>

#include "author/curve_table.h"
#include "author/figure_panel.h"
#include "data/digest_of.h"
#include "dynamics/curves.h"
#include "dynamics/figure_mark.h"

namespace recipe::author {
namespace {

constexpr std::size_t most_panels = 4;
constexpr std::size_t most_splits = 4;
constexpr std::size_t most_lines_of_a_curve = 20;
constexpr std::size_t most_points_of_a_line = 400;
constexpr std::size_t least_points_of_a_line = 40;
constexpr std::size_t most_points_of_all = 16000;

// On GitHub a figure stands on white or near black, and asks its reader's browser which.
constexpr std::string_view style =
    "<style>"
    "text{font:12px sans-serif;fill:#57606a}"
    ".title{font-weight:bold;font-size:14px;fill:#24292f}"
    ".end{text-anchor:end}.middle{text-anchor:middle}"
    "path,polyline{fill:none;stroke-width:1.6;stroke-linejoin:round}"
    ".axis{stroke:#57606a;stroke-width:1}.grid{stroke:#8c959f;stroke-opacity:.3;stroke-width:1}"
    ".train{stroke:#0969da}.validation{stroke:#bc4c00}.test{stroke:#1a7f37}.other{stroke:#8250df}"
    "polyline{stroke-opacity:.8}"
    "@media(prefers-color-scheme:dark){"
    "text{fill:#9198a1}.title{fill:#f0f6fc}.axis{stroke:#9198a1}"
    ".train{stroke:#4493f8}.validation{stroke:#db6d28}.test{stroke:#3fb950}.other{stroke:#ab7df8}}"
    "</style>\n";

std::vector<FigurePanel> panels_of(Curves& curves) {
  std::vector<FigurePanel> panels;
  for (Curve& curve : curves.curves) {
    if (curve.runs.size() > most_lines_of_a_curve) curve.runs.resize(most_lines_of_a_curve);
    auto panel = std::find_if(panels.begin(), panels.end(), [&](const FigurePanel& known) {
      return known.metric == curve.metric;
    });
    if (panel == panels.end()) {
      if (panels.size() == most_panels) continue;
      panels.push_back({curve.metric, {}});
      panel = panels.end() - 1;
    }
    if (panel->curves.size() < most_splits) panel->curves.push_back(&curve);
  }
  return panels;
}

std::size_t points_of_a_line(const std::vector<FigurePanel>& panels) {
  std::size_t count = 0;
  for (const FigurePanel& panel : panels) {
    for (const Curve* curve : panel.curves) count += curve->runs.size();
  }
  return std::clamp(most_points_of_all / std::max<std::size_t>(count, 1), least_points_of_a_line,
                    most_points_of_a_line);
}

std::string drawn(const std::vector<ObservedRun>& runs, std::string_view mark) {
  Curves curves = curves_of(runs);
  const std::vector<FigurePanel> panels = panels_of(curves);
  if (panels.empty()) return "";
  const std::size_t columns = std::min<std::size_t>(panels.size(), 2);
  const std::size_t rows = (panels.size() + columns - 1) / columns;
  const double width = panel_width * static_cast<double>(columns);
  const double height = panel_height * static_cast<double>(rows);
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\">\n<title>Curves of the training</title>\n",
      width, height);
  out.append(mark).append(style);
  const std::size_t most = points_of_a_line(panels);
  for (std::size_t i = 0; i < panels.size(); ++i) {
    out += panel_svg(panels[i], panel_width * static_cast<double>(i % columns),
                     panel_height * static_cast<double>(i / columns), curves.by_epoch, most);
  }
  return out + "</svg>\n";
}

}  // namespace

std::string figure_of(const std::vector<ObservedRun>& runs) { return drawn(runs, ""); }

std::string figure_of(std::string_view curves) {
  std::vector<ObservedRun> runs;
  for (dynamics::Curves::Run& run : dynamics::Curves::parse(curves).runs("")) {
    runs.emplace_back().metrics = std::move(run.metrics);
  }
  return drawn(runs, dynamics::figure_mark(data::digest_of_bytes(curves).to_string()) + "\n");
}

}  // namespace recipe::author
