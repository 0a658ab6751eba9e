#include "record/run_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/text.h"

namespace recipe::record {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view shape = "00000000T000000.000Z";

std::string stamp_of(milliseconds since_epoch) {
  const std::chrono::system_clock::time_point time(since_epoch);
  std::string stamp = os::format_utc(time);
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':' || c == 'Z'; });
  return stamp + fmt::format(".{:03}Z", since_epoch.count() % 1000);
}

/// The time in a run's name; nothing if there is none.
std::optional<milliseconds> time_of(std::string_view name) {
  if (name.size() < shape.size()) return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '0' ? !is_digit(name[i]) : name[i] != shape[i]) return std::nullopt;
  }
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : name.substr(at, size)) value = value * 10 + (c - '0');
    return value;
  };
  const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                         std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                         std::chrono::day(static_cast<unsigned>(number(6, 2)))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch() + std::chrono::hours(number(9, 2)) +
         std::chrono::minutes(number(11, 2)) + std::chrono::seconds(number(13, 2)) +
         milliseconds(number(16, 3));
}

}  // namespace

Result<std::string> name_run(os::World& world, const WorkFolder& folder) {
  auto time = std::chrono::duration_cast<milliseconds>(world.clock.now().time_since_epoch());
  TRY_ASSIGN(const auto there, world.files.status(folder.runs(), os::Follow::yes));
  if (there) {
    TRY_ASSIGN(const auto entries, world.files.list(folder.runs()));
    for (const os::DirectoryEntry& entry : entries) {
      if (const auto earlier = time_of(entry.name))
        time = std::max(time, *earlier + milliseconds(1));
    }
  }
  return fmt::format("{}-{}", stamp_of(time), world.environment.process_id());
}

}  // namespace recipe::record
