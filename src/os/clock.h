#pragma once

#include <chrono>
#include <string>

namespace recipe::os {

/// The door to time.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Of the calendar; may jump.
  virtual std::chrono::system_clock::time_point now() = 0;
  /// Never goes back; for durations.
  virtual std::chrono::steady_clock::time_point steady() = 0;
  /// Returns when the time has passed; a signal may end it earlier.
  virtual void sleep_for(std::chrono::milliseconds time) = 0;
};

/// "2026-11-24T05:16:30Z"
std::string format_utc(std::chrono::system_clock::time_point time);

}  // namespace recipe::os
