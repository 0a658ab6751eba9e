#include "author/figure_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "author/figure_axis.h"
#include "author/final_values.h"
#include "author/markdown_text.h"

namespace recipe::author {
namespace {

using Line = std::vector<std::pair<double, double>>;

constexpr double plot_left = 58;
constexpr double plot_top = 46;
constexpr double plot_width = panel_width - plot_left - 14;
constexpr double plot_height = panel_height - plot_top - 44;
constexpr std::size_t longest_text = 40;
constexpr double legend_step = 84;
constexpr std::size_t most_legends = 4;

struct Range {
  double least = INFINITY;
  double most = -INFINITY;

  void add(double value) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
};

/// One class of colour for each split, wherever it stands.
std::string_view colour_class(std::string_view split) {
  switch (split_rank(split)) {
    case 0:
      return "test";
    case 1:
      return "validation";
    case 4:
      return "train";
    default:
      return "other";
  }
}

class PanelDrawing {
 public:
  PanelDrawing(const FigurePanel& panel, double left, double top)
      : panel_(panel),
        left_(left + plot_left),
        top_(top + plot_top),
        x_(range(false).least, range(false).most, false),
        y_(range(true).least, range(true).most, true) {}

  std::string draw(bool by_epoch, std::size_t most_points) {
    out_ = fmt::format("<text class=\"title\" x=\"{:.0f}\" y=\"{:.0f}\">{}{}</text>\n", left_,
                       top_ - 26, svg_text(panel_.metric), y_.is_log() ? " (log scale)" : "");
    axes(by_epoch);
    legends();
    for (const Curve* curve : panel_.curves) {
      for (const Line& line : curve->runs) polyline(*curve, thinned(line, most_points));
    }
    return std::move(out_);
  }

 private:
  Range range(bool values) const {
    Range all;
    for (const Curve* curve : panel_.curves) {
      for (const Line& line : curve->runs) {
        for (const auto& [place, value] : line) all.add(values ? value : place);
      }
    }
    return all;
  }

  double x(double value) const { return left_ + x_.share_of(value) * plot_width; }
  double y(double value) const { return top_ + (1 - y_.share_of(value)) * plot_height; }

  void axes(bool by_epoch) {
    const double bottom = top_ + plot_height;
    for (const double tick : y_.ticks()) {
      out_ += fmt::format("<path class=\"grid\" d=\"M{:.1f} {:.1f}h{:.1f}\"/>\n", left_, y(tick),
                          plot_width);
      out_ += fmt::format("<text class=\"end\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", left_ - 6,
                          y(tick) + 4, tick_text(tick));
    }
    for (const double tick : x_.ticks()) {
      out_ += fmt::format("<path class=\"axis\" d=\"M{:.1f} {:.1f}v4\"/>\n", x(tick), bottom);
      out_ += fmt::format("<text class=\"middle\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x(tick),
                          bottom + 17, tick_text(tick));
    }
    out_ += fmt::format("<path class=\"axis\" d=\"M{:.1f} {:.1f}v{:.1f}h{:.1f}\"/>\n", left_, top_,
                        plot_height, plot_width);
    out_ += fmt::format("<text class=\"middle\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
                        left_ + plot_width / 2, bottom + 33, by_epoch ? "epoch" : "step");
  }

  void legends() {
    double at = left_;
    std::size_t count = 0;
    for (const Curve* curve : panel_.curves) {
      if (curve->split.empty() || ++count > most_legends) continue;
      out_ += fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}h14\"/>\n",
                          colour_class(curve->split), at, top_ - 13);
      out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", at + 18, top_ - 9,
                          svg_text(curve->split));
      at += legend_step;
    }
  }

  void polyline(const Curve& curve, const Line& line) {
    out_ += fmt::format("<polyline class=\"{}\" points=\"", colour_class(curve.split));
    for (std::size_t i = 0; i < line.size(); ++i) {
      out_ +=
          fmt::format("{}{:.1f},{:.1f}", i == 0 ? "" : " ", x(line[i].first), y(line[i].second));
    }
    out_ += "\"/>\n";
  }

  const FigurePanel& panel_;
  double left_;
  double top_;
  FigureAxis x_;
  FigureAxis y_;
  std::string out_;
};

}  // namespace

Line thinned(const Line& points, std::size_t most) {
  if (points.size() <= most || most < 4) return points;
  const std::size_t stretches = (most - 2) / 2;
  const std::size_t inner = points.size() - 2;
  Line kept = {points.front()};
  for (std::size_t i = 0; i < stretches; ++i) {
    const auto begin = points.begin() + 1 + static_cast<std::ptrdiff_t>(inner * i / stretches);
    const auto end = points.begin() + 1 + static_cast<std::ptrdiff_t>(inner * (i + 1) / stretches);
    auto [least, greatest] = std::minmax_element(
        begin, end, [](const auto& a, const auto& b) { return a.second < b.second; });
    if (greatest < least) std::swap(least, greatest);
    kept.push_back(*least);
    if (greatest != least) kept.push_back(*greatest);
  }
  kept.push_back(points.back());
  return kept;
}

std::string svg_text(const std::string& text) {
  std::string line = one_line(text);
  if (line.size() > longest_text) {
    std::size_t end = longest_text;
    while (end > 0 && (line[end] & 0xC0) == 0x80) --end;
    line = line.substr(0, end) + "...";
  }
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    // U+FFFE and U+FFFF are no characters of XML.
    const std::string_view three = std::string_view(line).substr(i, 3);
    if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
      i += 2;
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string panel_svg(const FigurePanel& panel, double x, double y, bool by_epoch,
                      std::size_t most_points) {
  return PanelDrawing(panel, x, y).draw(by_epoch, most_points);
}

}  // namespace recipe::author
