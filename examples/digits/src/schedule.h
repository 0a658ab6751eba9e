#pragma once

#include <cstdint>

namespace digits {

/// The learning rate rises linearly to its peak during the warm-up and then falls to zero along
/// half a cosine (Loshchilov, Hutter: SGDR, ICLR 2017, without restarts).
struct Schedule {
  double peak = 0;
  std::int64_t warm_up_steps = 0;
  std::int64_t steps = 0;

  /// The rate of step `step`, counted from 0 to `steps` - 1.
  double learning_rate(std::int64_t step) const;
};

}  // namespace digits
