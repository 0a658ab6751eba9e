#include "base/text.h"
#include "dynamics/source.h"
#include "expect.h"
#include "record/record.h"

using recipe::dynamics::LineFeed;
using recipe::dynamics::MetricLog;
using recipe::fuzz::expect;

namespace {

std::string shown(const MetricLog& log) {
  recipe::record::StageRecord stage;
  stage.metrics = log;
  std::string text = recipe::to_line(to_json(stage)) + std::to_string(log.rejected());
  for (const std::string& line : log.rejected_examples()) text += "\n" + line;
  return text;
}

}  // namespace

/// The first byte chooses how the rest is cut.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = recipe::fuzz::text_of(data + 1, size - 1);
  MetricLog whole;
  LineFeed at_once(whole);
  at_once.feed(text);
  at_once.finish();

  MetricLog cut;
  LineFeed in_pieces(cut);
  std::uint32_t random = data[0];
  for (std::size_t at = 0; at < text.size();) {
    random = random * 1664525U + 1013904223U;
    const std::size_t piece = 1 + (random >> 24U) % (data[0] % 32U + 1U);
    in_pieces.feed(text.substr(at, piece));
    at += piece;
  }
  in_pieces.finish();
  expect(shown(whole) == shown(cut), "the cuts are no matter");

  std::size_t points = 0;
  for (const auto& [key, series] : whole.all()) {
    expect(!series.points.empty(), "a series has points");
    expect(key.first == series.split && key.second == series.metric, "a series knows its name");
    points += series.points.size();
  }
  expect(points == whole.point_count(), "every point is counted");
  return 0;
}
