#include <algorithm>

#include "base/text.h"
#include "dynamics/line_scan.h"
#include "dynamics/source.h"

namespace recipe::dynamics::sources {
namespace {

/// ": loss 2.3000, time 10.00ms, mfu 1.00%", of one batch.
Recognised read_iteration(LineScan scan, double step, MetricLog& log) {
  if (!scan.text("loss ")) return Recognised::no;
  const auto loss = scan.number();
  if (!loss || !scan.text(", time ")) return Recognised::no;
  const std::string_view rest = scan.rest();
  const std::size_t comma = std::min(rest.find(','), rest.size());
  const std::string_view time = rest.substr(0, comma);
  if (!time.ends_with("ms") || !parse_double(time.substr(0, time.size() - 2))) {
    return Recognised::no;
  }
  LineScan behind(rest.substr(comma));
  if (behind.text(", mfu ") && (!behind.number() || !behind.text("%"))) return Recognised::no;
  if (!behind.at_end()) return Recognised::no;
  log.add("train", "batch_loss", {step, {}, {}, *loss});
  return Recognised::yes;
}

/// ": train loss 2.1000, val loss 2.2000", means of many batches.
Recognised read_estimate(LineScan scan, double step, MetricLog& log) {
  if (!scan.text("train loss ")) return Recognised::no;
  const auto train = scan.number();
  if (!train || !scan.text(", val loss ")) return Recognised::no;
  const auto validation = scan.number();
  if (!validation || !scan.at_end()) return Recognised::no;
  log.add("train", "loss", {step, {}, {}, *train});
  log.add("validation", "loss", {step, {}, {}, *validation});
  return Recognised::yes;
}

Recognised read_nanogpt(std::string_view line, MetricLog& log) {
  LineScan scan(trim(line));
  const bool estimates = scan.text("step ");
  if (!estimates && !scan.text("iter ")) return Recognised::no;
  const auto step = scan.count();
  if (!step || !scan.text(": ")) return Recognised::no;
  return estimates ? read_estimate(scan, *step, log) : read_iteration(scan, *step, log);
}

}  // namespace

const LineSource nanogpt_lines{
    .name = "nanogpt",
    .doc =
        "Lines of nanoGPT: `step 100: train loss 2.1000, val loss 2.2000` and `iter 100: loss "
        "2.3000, time 10.00ms, mfu 1.00%`.",
    .form = Form::shape,
    .read = read_nanogpt,
};

}  // namespace recipe::dynamics::sources
