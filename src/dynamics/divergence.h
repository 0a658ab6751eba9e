#pragma once

#include <array>
#include <cstddef>

namespace recipe::dynamics {

/// Whether a curve on the logarithmic scale rose again from its lowest point, as a refinement of
/// "behind": alone it would hold for many a sound run that spikes and recovers.
class Divergence {
 public:
  /// The value of the next bin and the references' mean there.
  void add(double y, double mean);
  /// The mean of the last three bins lies above its own minimum by 0.2 or by half of what the curve
  /// had fallen, and above the references by 0.2.
  bool rose() const { return rose_; }

 private:
  std::array<double, 3> last_{};
  std::size_t count_ = 0;
  double start_ = 0;
  double lowest_ = 0;
  bool rose_ = false;
};

}  // namespace recipe::dynamics
