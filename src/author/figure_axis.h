#pragma once

#include <string>
#include <vector>

namespace recipe::author {

/// One axis of a panel: maps values to a share of its length, 0 to 1.
class FigureAxis {
 public:
  /// `may_be_log`: the scale is logarithmic if values are positive and span more than two decades.
  FigureAxis(double least, double most, bool may_be_log);

  double share_of(double value) const;
  bool is_log() const { return log_; }
  /// Round numbers on the axis, at most about six.
  const std::vector<double>& ticks() const { return ticks_; }

 private:
  double begin_;
  double end_;
  bool log_;
  std::vector<double> ticks_;
};

/// "0.25", "20k", "1.5M"
std::string tick_text(double value);

}  // namespace recipe::author
