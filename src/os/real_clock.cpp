#include "os/real_clock.h"

#include <fmt/format.h>
#include <time.h>

namespace recipe::os {

std::chrono::system_clock::time_point RealClock::now() { return std::chrono::system_clock::now(); }

std::chrono::steady_clock::time_point RealClock::steady() {
  return std::chrono::steady_clock::now();
}

void RealClock::sleep_for(std::chrono::milliseconds time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const std::chrono::nanoseconds rest = time - seconds;
  const timespec wanted{seconds.count(), rest.count()};
  ::nanosleep(&wanted, nullptr);
}

std::string format_utc(std::chrono::system_clock::time_point time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace recipe::os
