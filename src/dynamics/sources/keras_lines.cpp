#include "base/text.h"
#include "dynamics/line_scan.h"
#include "dynamics/source.h"
#include "dynamics/split_of_tag.h"

namespace recipe::dynamics::sources {
namespace {

/// "Epoch 3/10" alone tells the epoch of the lines that follow.
bool read_epoch(std::string_view line, MetricLog& log) {
  LineScan scan(line);
  if (!scan.text("Epoch ")) return false;
  const auto epoch = scan.count();
  if (!epoch || !scan.text("/") || !scan.count() || !scan.at_end()) return false;
  log.announced_epoch = epoch;
  return true;
}

/// `[====]` or the same of U+2501, as wide as the bar is.
void skip_bar(LineScan& scan) {
  if (scan.text("[")) {
    while (scan.text("=") || scan.text(">") || scan.text(".")) {
    }
    static_cast<void>(scan.text("]"));
  }
  while (scan.text("\xE2\x94\x81")) {
  }
  scan.maybe_blanks();
}

/// `1875/1875 [====] - 3s 2ms/step - loss: 0.29 - accuracy: 0.91`, at the end of an epoch. While it
/// lasts, the first count is smaller.
Recognised read_keras(std::string_view line, MetricLog& log) {
  if (line.find("Epoch ") == std::string_view::npos && line.find(": ") == std::string_view::npos) {
    return Recognised::no;
  }
  const std::string shown = last_shown(line);
  if (read_epoch(trim(shown), log)) return Recognised::yes;
  LineScan scan(trim(shown));
  const auto done = scan.count();
  if (!done || !scan.text("/")) return Recognised::no;
  const auto all = scan.count();
  if (!all || !scan.blanks()) return Recognised::no;
  skip_bar(scan);
  static_cast<void>(scan.text("- "));
  bool timed = false;
  while (scan.duration()) {
    timed = true;
    scan.maybe_blanks();
  }
  if (!timed) return Recognised::no;
  std::vector<std::pair<std::string, double>> found;
  while (!scan.at_end()) {
    scan.maybe_blanks();
    if (!scan.text("- ")) return Recognised::no;
    const auto name = scan.name();
    if (!name || !scan.text(": ")) return Recognised::no;
    const auto number = scan.number();
    if (!number) return Recognised::no;
    found.emplace_back(*name, *number);
  }
  if (found.empty()) return Recognised::no;
  if (*done != *all) return Recognised::yes;
  const Point at{{}, log.announced_epoch, {}, 0};
  for (const auto& [name, number] : found) {
    TagName tag = split_of_tag(name);
    // Within fit(), which announces epochs, what names no split is of the training.
    if (tag.split.empty() && at.epoch) tag.split = "train";
    Point point = at;
    point.value = number;
    log.add(tag.split, tag.metric, point);
  }
  log.announced_epoch.reset();
  return Recognised::yes;
}

}  // namespace

const LineSource keras_lines{
    .name = "keras",
    .doc =
        "Keras' progress lines at the end of an epoch: `10/10 - 3s 2ms/step - loss: 0.29 - "
        "val_loss: 0.31` behind `Epoch 3/10`.",
    .form = Form::shape,
    .read = read_keras,
};

}  // namespace recipe::dynamics::sources
