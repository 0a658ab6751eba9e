#include "dynamics/divergence.h"

#include <algorithm>

namespace recipe::dynamics {

void Divergence::add(double y, double mean) {
  last_[count_ % last_.size()] = y;
  ++count_;
  if (count_ < last_.size()) return;
  const double smooth = (last_[0] + last_[1] + last_[2]) / 3;
  if (count_ == last_.size()) start_ = lowest_ = smooth;
  lowest_ = std::min(lowest_, smooth);
  const double rise = std::max(0.2, (start_ - lowest_) / 2);
  rose_ = smooth - lowest_ >= rise && smooth > mean + 0.2;
}

}  // namespace recipe::dynamics
