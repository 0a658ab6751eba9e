#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace recipe::check {

/// A number as it is written: what it says, and how exactly it says it.
struct Figure {
  double value = 0;
  double slack = 0;        ///< half of what its last digit stands for: 74.0 may be 73.95 to 74.05
  std::string unit;        ///< what stands right behind: "%", "x", "hrs"; in lower case
  std::size_t end = 0;     ///< behind the number and its suffix, without the unit
  bool thousands = false;  ///< with K or M behind it, which some take for powers of 1024

  bool percent() const { return unit == "%"; }
  /// The least and the most that it may stand for.
  double least() const { return value - slack; }
  double most() const { return value + slack; }
};

/// The number that begins at text[at], without a sign: "1,200,000", "3.05e-05", "64K".
std::optional<Figure> figure_at(std::string_view text, std::size_t at);

/// A table cell that holds one number: "3.23x", "181%", "38hrs", "~0.5". A time such as "07:25:27"
/// or "13h18m" is in seconds with the unit "s". None for an empty cell, or two values.
std::optional<Figure> figure_of_cell(std::string_view text);

/// Whether both may be the same number, each rounded as it is written.
bool same_rounded(const Figure& a, const Figure& b);

}  // namespace recipe::check
