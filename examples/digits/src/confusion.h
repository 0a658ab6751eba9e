#pragma once

#include <array>
#include <string>

#include "digit.h"

namespace digits {

/// How often each class (row) was taken for each class (column).
class Confusion {
 public:
  void add(int label, int prediction);
  int count(int label, int prediction) const;

  /// Of all samples, the share on the diagonal.
  double top1() const;

  /// A header line, then a line for each class.
  std::string csv() const;

  /// A picture: shades of green on the diagonal, orange off it, by the share of the row.
  std::string svg() const;

 private:
  int row_total(int label) const;

  std::array<std::array<int, class_count>, class_count> counts_{};
};

}  // namespace digits
