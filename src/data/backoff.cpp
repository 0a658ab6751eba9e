#include "data/backoff.h"

#include <algorithm>

namespace recipe::data {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds longest{60'000};
/// Between two looks at whether the user wants to stop.
constexpr milliseconds slice{200};

}  // namespace

milliseconds Backoff::next() {
  const auto all = static_cast<std::uint64_t>(most_.count()) + 1;
  most_ = std::min(most_ * 2, longest);
  return milliseconds(random_() % all);
}

Result<> wait(os::World& world, milliseconds time) {
  const auto end = world.clock.steady() + time;
  for (;;) {
    if (world.environment.interrupted()) {
      return fail(ErrorKind::interrupted, "stopped while waiting for a server");
    }
    const auto left = std::chrono::ceil<milliseconds>(end - world.clock.steady());
    if (left <= milliseconds(0)) return {};
    world.clock.sleep_for(std::min(left, slice));
  }
}

}  // namespace recipe::data
