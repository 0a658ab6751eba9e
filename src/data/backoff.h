#pragma once

#include <chrono>
#include <random>

#include "os/world.h"

namespace recipe::data {

/// How long to wait before a try: exponential with full jitter, so that many machines that lost one
/// server do not come back to it together.
class Backoff {
 public:
  /// `random` outlives it.
  explicit Backoff(std::mt19937_64& random) : random_(random) {}

  /// Somewhere from 0 to 1 s, then to 2 s, 4 s, ..., never above 60 s.
  std::chrono::milliseconds next();

 private:
  std::mt19937_64& random_;
  std::chrono::milliseconds most_{1000};
};

/// Sleeps, unless the user asks to stop: then an error of kind interrupted.
Result<> wait(os::World& world, std::chrono::milliseconds time);

}  // namespace recipe::data
