#include "base/text.h"
#include "dynamics/line_scan.h"
#include "dynamics/source.h"

namespace recipe::dynamics::sources {
namespace {

/// Meters of pytorch/examples: name, value, in parentheses the mean of the epoch so far.
bool read_meters(LineScan& scan, std::vector<std::pair<std::string, double>>& found) {
  while (!scan.at_end()) {
    const auto name = scan.name();
    if (!name || !scan.blanks()) return false;
    const auto value = scan.number();
    if (!value) return false;
    scan.maybe_blanks();
    if (scan.text("(")) {
      scan.maybe_blanks();
      if (!scan.number() || !scan.text(")")) return false;
    }
    scan.maybe_blanks();
    if (*name != "Time" && *name != "Data") found.emplace_back(*name, *value);
  }
  return !found.empty();
}

/// `Epoch: [3][ 10/391]  Time 0.1 ( 0.1)  Data 0.0 ( 0.0)  Loss 1.2e+00 (1.3e+00)  Acc@1 55.0
/// (54.0)`
Recognised read_progress(LineScan scan, MetricLog& log) {
  if (!scan.text("Epoch: [")) return Recognised::no;
  const auto epoch = scan.count();
  if (!epoch || !scan.text("][")) return Recognised::no;
  scan.maybe_blanks();
  const auto batch = scan.count();
  if (!batch || !scan.text("/")) return Recognised::no;
  const auto batches = scan.count();
  if (!batches || !scan.text("]") || !scan.blanks()) return Recognised::no;
  std::vector<std::pair<std::string, double>> found;
  if (!read_meters(scan, found)) return Recognised::no;
  for (const auto& [name, value] : found) {
    log.add("train", name, {*epoch * *batches + *batch, *epoch, {}, value});
  }
  return Recognised::yes;
}

/// ` *   Acc@1 71.466 Acc@5 90.122`: at the end of an evaluation.
Recognised read_evaluation(LineScan scan, MetricLog& log) {
  if (!scan.text("*") || !scan.blanks() || !scan.rest().starts_with("Acc@")) return Recognised::no;
  std::vector<std::pair<std::string, double>> found;
  if (!read_meters(scan, found)) return Recognised::no;
  for (const auto& [name, value] : found) log.add("test", name, {{}, {}, {}, value});
  return Recognised::yes;
}

/// `Train Epoch: 1 [640/60000 (1%)]\tLoss: 0.3`: 640 of 60000 samples of the first epoch are done.
Recognised read_train_epoch(LineScan scan, MetricLog& log) {
  if (!scan.text("Train Epoch: ")) return Recognised::no;
  const auto epoch = scan.count();
  if (!epoch || !scan.text(" [")) return Recognised::no;
  const auto done = scan.count();
  if (!done || !scan.text("/")) return Recognised::no;
  const auto all = scan.count();
  if (!all || *all < *done || *all == 0 || !scan.text(" (") || !scan.number())
    return Recognised::no;
  if (!scan.text("%)]") || !scan.blanks() || !scan.text("Loss: ")) return Recognised::no;
  const auto loss = scan.number();
  if (!loss || !scan.at_end()) return Recognised::no;
  log.add("train", "loss", {{}, *epoch - 1 + *done / *all, {}, *loss});
  return Recognised::yes;
}

/// `Test set: Average loss: 0.0500, Accuracy: 9800/10000 (98%)`
Recognised read_test_set(LineScan scan, MetricLog& log) {
  if (!scan.text("Test set: Average loss: ")) return Recognised::no;
  const auto loss = scan.number();
  if (!loss || !scan.text(", Accuracy: ")) return Recognised::no;
  const auto right = scan.count();
  if (!right || !scan.text("/")) return Recognised::no;
  const auto all = scan.count();
  if (!all || *all < *right || *all == 0 || !scan.text(" (") || !scan.number()) {
    return Recognised::no;
  }
  if (!scan.text("%)") || !scan.at_end()) return Recognised::no;
  log.add("test", "loss", {{}, {}, {}, *loss});
  log.add("test", "accuracy", {{}, {}, {}, *right / *all});
  return Recognised::yes;
}

Recognised read_pytorch(std::string_view line, MetricLog& log) {
  const std::string_view shown = trim(line);
  if (shown.empty() || std::string_view("*ET").find(shown.front()) == std::string_view::npos) {
    return Recognised::no;
  }
  for (const auto read : {read_progress, read_evaluation, read_train_epoch, read_test_set}) {
    if (read(LineScan(shown), log) == Recognised::yes) return Recognised::yes;
  }
  return Recognised::no;
}

}  // namespace

const LineSource pytorch_lines{
    .name = "pytorch-examples",
    .doc =
        "Lines of pytorch/examples: `Epoch: [3][ 10/391] ... Loss 1.2 (1.3)`, ` * Acc@1 71.5 Acc@5 "
        "90.1`, `Train Epoch: 1 [640/60000 (1%)] Loss: 0.3`, `Test set: Average loss: ...`.",
    .form = Form::shape,
    .read = read_pytorch,
};

}  // namespace recipe::dynamics::sources
