#pragma once

#include "os/clock.h"

namespace recipe::os {

class RealClock : public Clock {
 public:
  std::chrono::system_clock::time_point now() override;
  std::chrono::steady_clock::time_point steady() override;
  void sleep_for(std::chrono::milliseconds time) override;
};

}  // namespace recipe::os
