#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/figure.h"

namespace recipe::check {

/// "64 (per GPU) * 8 = 512": numbers, a sign between each two, and what they are said to make.
struct Equation {
  std::size_t begin = 0;  ///< in the text
  std::size_t end = 0;
  std::string left;    ///< without remarks: "64 * 8"
  double value = 0;    ///< of the left side
  double slack = 0;    ///< by how much it may differ, as its numbers are rounded
  Figure right;        ///< what the text says
  bool exact = true;   ///< whole numbers multiplied or added
  bool about = false;  ///< the text says so: `≈`, `~`
};

/// Every one in running text whose both sides are numbers alone; a name among them makes it a
/// formula, which is left out. Time grows with the text only.
std::vector<Equation> equations_in(std::string_view text);

/// Whether the right side is the left one, rounded as it is written.
bool comes_out(const Equation& equation);

}  // namespace recipe::check
