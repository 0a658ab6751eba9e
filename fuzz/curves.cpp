#include "dynamics/curves.h"

#include "expect.h"

using recipe::dynamics::Curves;
using recipe::dynamics::MetricLog;
using recipe::fuzz::expect;

namespace {

/// Names made of the input, which a hostile program may have chosen.
void update_with_hostile_names(const std::string& text) {
  const std::string split = text.substr(0, text.size() / 2);
  MetricLog log;
  log.add(split, text, {1, {}, 2, 0.5});
  Curves curves;
  curves.update(text, 1, log);
  const std::string written = curves.to_text();
  expect(Curves::parse(written).to_text() == written, "what was written reads back");
  curves.update(text, 1, {});
  expect(curves.to_text() == Curves().to_text(), "a run finds its own rows again");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(recipe::fuzz::text_of(data, size));
  const std::string written = Curves::parse(text).to_text();
  expect(Curves::parse(written).to_text() == written, "what was written reads back");
  expect(Curves::parse(written + text).to_text().size() >= written.size(), "rows are added");
  update_with_hostile_names(text);
  return 0;
}
