#include <algorithm>
#include <array>

#include "base/metric.h"
#include "base/one_of.h"
#include "base/text.h"
#include "dynamics/line_scan.h"
#include "dynamics/source.h"
#include "dynamics/split_of_tag.h"

namespace recipe::dynamics::sources {
namespace {

constexpr std::size_t longest_line = 500;
constexpr std::size_t most_words_of_a_name = 4;

/// A name of one or more words with its number: `Val Loss: 0.5`, `epoch 3/10`, `acc = 91 %`.
struct Said {
  std::string name;  ///< words in lower case, `_` between them
  double number = 0;
};

/// What stands between two of them, or around all: brackets, dashes, commas, bars. Whether it was
/// more than blanks.
bool skip_ornament(LineScan& scan) {
  constexpr std::array<std::string_view, 12> ornaments = {",", ";", "|", "[", "]", "(",
                                                          ")", "-", "=", "*", ">", "#"};
  bool any = false;
  for (bool taken = true; taken;) {
    taken = false;
    for (const std::string_view each : ornaments) taken = scan.text(each) || taken;
    any = any || taken;
    taken = scan.blanks() || taken;
  }
  return any;
}

bool read_name(LineScan& scan, std::string& name) {
  for (std::size_t words = 0; words < most_words_of_a_name; ++words) {
    const auto word = scan.name();
    if (!word) return words > 0;
    if (!name.empty()) name += '_';
    name += lower(*word);
    if (!scan.blanks()) return true;
  }
  return true;
}

std::optional<Said> read_said(LineScan& scan) {
  Said said;
  if (!read_name(scan, said.name)) return std::nullopt;
  if (!scan.text(":")) static_cast<void>(scan.text("="));
  scan.maybe_blanks();
  // `Epoch [3/10]`, `Epoch (3)`.
  if (!scan.text("[")) static_cast<void>(scan.text("("));
  LineScan of_all = scan;
  if (const auto count = of_all.count(); count && of_all.text("/") && of_all.count()) {
    scan = of_all;
    said.number = *count;
    return said;
  }
  const auto number = scan.number();
  if (!number) return std::nullopt;
  said.number = *number;
  LineScan percent = scan;
  percent.maybe_blanks();
  if (percent.text("%")) {
    scan = percent;
    said.number /= 100;
  }
  return said;
}

/// The last value, of no known step, is the one after those before it. A single one is a fact.
void number_in_turn(std::vector<Point>& points) {
  const std::size_t count = points.size();
  if (count < 2) return;
  if (count == 2 && !points[0].step && !points[0].epoch) points[0].step = 1;
  points.back().step = static_cast<double>(count);
}

Recognised read_plain(std::string_view line, MetricLog& log) {
  if (line.size() > longest_line) return Recognised::no;
  const std::string shown = last_shown(line);
  LineScan scan(trim(shown));
  std::optional<double> step;
  std::optional<double> epoch;
  std::vector<std::pair<TagName, double>> values;
  skip_ornament(scan);
  for (bool apart = true; !scan.at_end(); apart = skip_ornament(scan)) {
    const auto said = read_said(scan);
    if (!said) return Recognised::no;
    if (is_one_of(said->name, {"step", "global_step", "iter", "iteration"})) {
      step = said->number;
    } else if (said->name == "epoch") {
      epoch = said->number;
    } else if (TagName tag = split_of_tag(said->name); find_metric(tag.metric) != nullptr) {
      values.emplace_back(std::move(tag), said->number);
    } else if (!apart) {
      return Recognised::no;  // a sentence such as "accuracy 5 of 10"
    }
  }
  if (values.empty()) {
    if (epoch) log.announced_step.reset();
    if (epoch) log.announced_epoch = epoch;
    if (step) log.announced_step = step;
    return epoch || step ? Recognised::yes : Recognised::no;
  }
  if (!step && !epoch) step = log.announced_step;
  if (!epoch) epoch = log.announced_epoch;
  for (const auto& [tag, value] : values) {
    Series* series = log.add(tag.split, tag.metric, {step, epoch, {}, value});
    if (series != nullptr && !step && !epoch) number_in_turn(series->points);
  }
  return Recognised::yes;
}

}  // namespace

const LineSource plain_lines{
    .name = "plain-lines",
    .doc =
        "Lines of nothing but names and numbers, one of them a known metric: `Epoch 3/10 | train "
        "loss: 0.31 | val acc: 91.2%`, `loss: 0.5` below a line `STEP: 7`. Without a step or an "
        "epoch, values of one name are numbered from 1.",
    .form = Form::shape,
    .read = read_plain,
};

}  // namespace recipe::dynamics::sources
