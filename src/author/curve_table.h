#pragma once

#include <string>
#include <vector>

#include "author/observed.h"

namespace recipe::author {

/// A curve as it is shown: the values of a metric over steps or epochs, of each run.
struct Curve {
  std::string metric;
  std::string split;
  std::vector<std::vector<std::pair<double, double>>> runs;  ///< finite, by step or epoch
};

struct Curves {
  bool by_epoch = false;
  std::vector<Curve> curves;  ///< the most important first
};

/// The curves of at least two points. They are over epochs where more of them say their epoch than
/// their step, or where all do and epochs are whole; what does not say it is left out. Of values
/// that were written twice for a step, as after a restart, the last one counts.
Curves curves_of(const std::vector<ObservedRun>& runs);

/// Of a range, round numbers a round distance apart, at most `most` of them.
std::vector<double> round_steps(double first, double last, std::size_t most);

/// A table of at most ten rows: the first and the last step, round ones between them; at most five
/// metrics, each with the last value up to that step, the mean of several runs and their standard
/// deviation. Empty without a curve.
std::vector<std::vector<std::string>> curve_table(const Curves& curves);

}  // namespace recipe::author
