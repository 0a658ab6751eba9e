#include "dynamics/trainer_state.h"

#include "expect.h"

using namespace recipe;
using recipe::fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  dynamics::FoundRun run;
  const bool whole = dynamics::read_trainer_state(text, run);
  std::size_t points = 0;
  for (const auto& [key, series] : run.metrics.all()) {
    expect(!series.points.empty(), "a series has points");
    expect(key.first == series.split && key.second == series.metric, "a series knows its name");
    points += series.points.size();
  }
  expect(points == run.metrics.point_count(), "every point is counted");
  if (!whole) return 0;
  dynamics::FoundRun again;
  expect(dynamics::read_trainer_state(text + "\n ", again), "blanks behind it are no matter");
  expect(again.metrics.point_count() == points, "and change nothing");
  return 0;
}
