#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dynamics/detector.h"
#include "trials.h"

namespace track {

/// How near a run came to an alarm by each hundredth of training: the greatest ratio so far of a
/// statistic to its threshold. An alarm is a ratio of 1 or more.
struct Nearness {
  std::array<float, 101> by{};

  void reach(double share, double ratio);
  void merge(const Nearness& other);
  float at_end() const { return by.back(); }
  float by_quarter() const { return by[25]; }
  /// Share of training at which the ratio was reached; above 1 if it was not.
  double first(double ratio) const;
};

/// What is tried. The defaults are the basic detector.
struct Variant {
  std::string name;
  recipe::dynamics::ModelOptions model;
  bool two_in_a_row = true;
  std::size_t cumulative_from = 8;
  bool left_out = false;  ///< thresholds follow the references, each compared with the others
  double agreement = 0;   ///< exponent of the second nearest metric over the nearest
};
Variant basic();
Variant calibrated();

/// Compares runs with references in all metrics that they share. Thresholds are the basic ones,
/// multiplied where the variant says so: an alarm is a nearness of the factor that is chosen.
class Comparison {
 public:
  explicit Comparison(Variant variant) : variant_(std::move(variant)) {}
  Nearness operator()(const Trial& trial);

 private:
  struct Model {
    std::unique_ptr<recipe::dynamics::ReferenceModel> curves;
    recipe::dynamics::Thresholds thresholds;
  };
  const Model& model_of(const Trial& trial, const std::string& metric);

  Variant variant_;
  std::map<std::string, Model> models_;  ///< by references and metric
};

/// The curves of a metric among the references of a trial.
std::vector<PlacedCurve> curves_of(const Trial& trial, const std::string& metric);

}  // namespace track
