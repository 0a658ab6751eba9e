#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/measured_table.h"

namespace recipe::check {

/// A cell that follows from others of its table.
struct DerivedCell {
  std::size_t row = 0;
  std::size_t column = 0;
  Figure says;
  double ratio = 0;    ///< what it follows to
  double slack = 0;    ///< by how much that may differ, as the operands are rounded
  double devices = 1;  ///< of scaling: how many times as many as in the row compared with
  std::string from;    ///< "120.08 / 40.50"
};

/// Cells that claim a speed-up between two precisions of the same row.
std::vector<DerivedCell> speedups_in(const MeasuredTable& table);
/// Cells that claim scaling against the row of the same settings with the fewest devices.
std::vector<DerivedCell> scaling_in(const MeasuredTable& table);

/// Whether the cell says the ratio, or its inverse, also as a percentage, a gain, or an efficiency
/// for each device; 5 % and the rounding of the operands are tolerated.
bool agrees(const DerivedCell& cell);

}  // namespace recipe::check
