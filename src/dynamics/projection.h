#pragma once

#include <cstddef>
#include <optional>

#include "dynamics/reference_model.h"

namespace recipe::dynamics {

/// What a metric will be at the end of training: in the run's own unit, with a 90 % interval.
struct Projection {
  double x = 0;  ///< end of the references
  double value = 0;
  double low = 0;
  double high = 0;
};

/// Projects the final value from how far a run lies from the references so far, in constant space.
/// The model has the spread between runs as it is, without what a detector allows on top.
class Projector {
 public:
  /// The value of a bin on the scale; bins come in order.
  void add(const ReferenceModel& model, std::size_t bin, double y);
  /// None before two bins and a twentieth of training. Multiply by 100 for a run in percent.
  std::optional<Projection> projection(const ReferenceModel& model) const;

 private:
  double smoothed_ = 0;  ///< deviation over its standard deviation, higher values positive
  double weight_ = 0;
  double share_ = 0;  ///< of training done
  std::size_t count_ = 0;
};

/// Constants of the model that projections use, by the number of references.
ModelOptions projection_options(std::size_t references);

}  // namespace recipe::dynamics
