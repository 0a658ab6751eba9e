#pragma once

#include <vector>

#include "os/clock.h"

namespace recipe::fakes {

/// Stands still until the test moves it or somebody sleeps, which takes no time. Begins at
/// 2026-01-01T00:00:00Z.
class HandClock : public os::Clock {
 public:
  void tick(std::chrono::nanoseconds by) { passed_ += by; }

  std::chrono::system_clock::time_point now() override {
    using std::chrono::system_clock;
    return system_clock::time_point(std::chrono::seconds(1767225600)) +
           std::chrono::duration_cast<system_clock::duration>(passed_);
  }
  std::chrono::steady_clock::time_point steady() override {
    using std::chrono::steady_clock;
    return steady_clock::time_point(std::chrono::duration_cast<steady_clock::duration>(passed_));
  }
  void sleep_for(std::chrono::milliseconds time) override {
    slept.push_back(time);
    tick(time);
  }

  std::vector<std::chrono::milliseconds> slept;  ///< all that were asked for

 private:
  std::chrono::nanoseconds passed_{0};
};

}  // namespace recipe::fakes
