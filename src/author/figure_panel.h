#pragma once

#include <string>
#include <vector>

#include "author/curve_table.h"

namespace recipe::author {

/// All curves of one metric.
struct FigurePanel {
  std::string metric;
  std::vector<const Curve*> curves;  ///< one for each split
};

/// Of a line at most `most` points, so that no peak is lost: of each stretch the least and the
/// greatest value, and both ends.
std::vector<std::pair<double, double>> thinned(const std::vector<std::pair<double, double>>& points,
                                               std::size_t most);

/// A panel as an SVG group with its upper left corner at (x, y); lines have at most `most_points`.
std::string panel_svg(const FigurePanel& panel, double x, double y, bool by_epoch,
                      std::size_t most_points);

inline constexpr double panel_width = 380;
inline constexpr double panel_height = 270;

/// Text from outside for SVG: one line of at most 40 characters, escaped.
std::string svg_text(const std::string& text);

}  // namespace recipe::author
