#include "schedule.h"

#include <cmath>
#include <numbers>

namespace digits {

double Schedule::learning_rate(std::int64_t step) const {
  if (step < warm_up_steps)
    return peak * static_cast<double>(step + 1) / static_cast<double>(warm_up_steps);
  const double progress =
      static_cast<double>(step - warm_up_steps) / static_cast<double>(steps - warm_up_steps);
  return peak * 0.5 * (1 + std::cos(std::numbers::pi * progress));
}

}  // namespace digits
