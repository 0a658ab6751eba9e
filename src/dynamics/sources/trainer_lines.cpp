#include "base/text.h"
#include "dynamics/line_scan.h"
#include "dynamics/source.h"
#include "dynamics/trainer_state.h"

namespace recipe::dynamics::sources {
namespace {

/// `'name': number` with the number maybe in quotes, as newer versions print it.
bool read_item(LineScan& scan, std::vector<std::pair<std::string, double>>& items) {
  if (!scan.text("'")) return false;
  const auto name = scan.name();
  if (!name || !scan.text("': ")) return false;
  const bool quoted = scan.text("'");
  const auto number = scan.number();
  if (!number || (quoted && !scan.text("'"))) return false;
  items.emplace_back(*name, *number);
  return true;
}

/// What Trainer prints of its log: a dictionary of numbers alone that ends with the epoch.
Recognised read_trainer(std::string_view line, MetricLog& log) {
  LineScan scan(trim(line));
  if (!scan.text("{'")) return Recognised::no;
  scan = LineScan(trim(line).substr(1));
  std::vector<std::pair<std::string, double>> items;
  do {
    if (!read_item(scan, items)) return Recognised::no;
  } while (scan.text(", "));
  if (!scan.text("}") || !scan.at_end()) return Recognised::no;
  if (items.size() < 2 || items.back().first != "epoch") return Recognised::no;
  const double epoch = items.back().second;
  items.pop_back();
  for (const auto& [name, value] : items) {
    const TagName tag = name_of_trainer_key(name);
    log.add(tag.split, tag.metric, {{}, epoch, {}, value});
  }
  return Recognised::yes;
}

}  // namespace

const LineSource trainer_lines{
    .name = "trainer",
    .doc =
        "What Hugging Face's Trainer prints: `{'loss': 0.5, 'learning_rate': 5e-05, 'epoch': "
        "1.0}`.",
    .form = Form::shape,
    .read = read_trainer,
};

}  // namespace recipe::dynamics::sources
