#include <algorithm>

#include "base/text.h"
#include "check/rule.h"
#include "check/target_gaps.h"

namespace recipe::check {
namespace {

/// A fraction as a number above 1 and without a percent sign, or as a share of one percent.
bool is_ambiguous(const document::Target& target) {
  const Metric* metric = metric_of(target);
  if (metric == nullptr || metric->bounds != Bounds::fraction) return false;
  const Quantity& quantity = target.target.value;
  if (quantity.unit.empty()) return quantity.value > 1;
  return quantity.unit == "%" && metric->direction == Direction::higher && quantity.value > 0 &&
         quantity.value < 1;
}

void check_target_units(Study& study, Judge& judge) {
  const auto gaps = target_gaps(study, [](const auto& target) { return !is_ambiguous(target); });
  for (std::size_t i = 0; i < gaps.said.size(); ++i) judge.holds();
  for (const document::Target* target : gaps.missing) {
    const Quantity& quantity = target->target.value;
    const std::string shown = shortest(quantity.value);
    judge.untrue(target->target.span,
                 quantity.unit == "%"
                     ? "`" + shown + " %` is less than one percent of what is at most 100 %; if `" +
                           shown + "` is meant, leave out the percent sign"
                     : "`" + printable(target->key) + "` is a fraction, and `" + shown +
                           "` is above 1: write `" + shown + " %`");
  }
}

/// The numbers below the head of a column; none if a cell has a unit or is no number.
std::vector<double> bare_numbers(const document::Page& page, const document::PageTable& table,
                                 std::size_t column) {
  std::vector<double> numbers;
  for (std::size_t row = 1; row < table.cells.size(); ++row) {
    if (column >= table.cells[row].size()) continue;
    const std::string_view text = trim(page.passages[table.cells[row][column]].flat.text);
    if (text.empty() || text == "-") continue;
    const auto quantity = parse_quantity(text);
    if (!quantity || !quantity->unit.empty()) return {};
    numbers.push_back(quantity->value);
  }
  return numbers;
}

/// Whether a column mixes fractions and percents: 0.771 above 77.3.
bool mixes_units(const std::vector<double>& numbers) {
  const auto is_fraction = [](double value) { return value > 0 && value < 1; };
  const auto is_percent = [](double value) { return value > 10 && value <= 100; };
  return std::any_of(numbers.begin(), numbers.end(), is_fraction) &&
         std::any_of(numbers.begin(), numbers.end(), is_percent) &&
         std::all_of(numbers.begin(), numbers.end(),
                     [&](double value) { return is_fraction(value) || is_percent(value); });
}

void check_columns(const document::Page& page, const document::PageTable& table, Judge& judge) {
  if (table.cells.empty()) return;
  for (std::size_t column = 0; column < table.cells.front().size(); ++column) {
    const document::Passage& head = page.passages[table.cells.front()[column]];
    const Metric* metric = find_metric(trim(head.flat.text));
    if (metric == nullptr || metric->bounds != Bounds::fraction) continue;
    if (!mixes_units(bare_numbers(page, table, column))) {
      judge.holds();
      continue;
    }
    judge
        .untrue(head.span,
                "this column has fractions and percents without a percent sign; "
                "write all of them in one way")
        .severity = Severity::info;
    return;
  }
}

void check_units(Study& study, Judge& judge) {
  if (study.recipe.has_outline()) return check_target_units(study, judge);
  for (const document::PageTable& table : study.page.tables) {
    check_columns(study.page, table, judge);
  }
}

}  // namespace

constexpr Rule rules::metric_unit_ambiguous = {
    .name = "metric-unit-ambiguous",
    .code = "RC125",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a metric of which it is not clear whether it is in percent",
    .document =
        "A metric between 0 and 1 is often written in percent. `77.1` without a percent sign and "
        "`0.771 %` are one of them read the wrong way.\n"
        "\n"
        "In documents that are no recipes only a column that mixes both is told, once per table, "
        "as information.",
    .bad = "| Metric | Target |\n| --- | --- |\n| `top1` | 77.1 |\n",
    .good = "| Metric | Target |\n| --- | --- |\n| `top1` | 77.1 % |\n",
    .check = check_units,
};

}  // namespace recipe::check
