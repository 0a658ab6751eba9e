#include <fmt/format.h>

#include <cmath>

#include "check/rule.h"
#include "check/stated_metric.h"

namespace recipe::check {
namespace {

constexpr double nearness = 0.01;

bool is_near(const StatedMetric& a, const StatedMetric& b) {
  return std::fabs(a.value.value - b.value.value) < nearness * a.value.value;
}

void tell(const StatedMetric& first, const StatedMetric& second, Study& study, Judge& judge) {
  const auto& source = study.page.source;
  const std::size_t line = source.line_at(first.span.begin);
  Finding& finding = judge.untrue(
      second.span, fmt::format("the {} is {} here and {} on line {}; say one value", second.name,
                               source.text(second.span), source.text(first.span), line));
  if (rounds_to(first.value, second.value)) finding.severity = Severity::info;
  finding.evidence.push_back({study.path, line, ""});
}

void check_numbers(Study& study, Judge& judge) {
  const std::vector<StatedMetric> stated = metrics_stated(study.page);
  for (std::size_t i = 1; i < stated.size(); ++i) {
    // Values of one paragraph are set against each other on purpose; three or more are of as many
    // models.
    std::vector<const StatedMetric*> others;
    bool repeated = false;
    for (std::size_t j = 0; j < stated.size(); ++j) {
      if (i == j || !same_quantity(stated[i], stated[j])) continue;
      if (stated[i].value.value == stated[j].value.value) {
        repeated = repeated || j < i;
      } else {
        others.push_back(&stated[j]);
      }
    }
    if (repeated) judge.holds();
    if (others.empty() || others.front() > &stated[i]) continue;
    const StatedMetric& first = *others.front();
    if (!is_near(first, stated[i]) || first.passage == stated[i].passage) continue;
    if (others.size() > 1) {
      judge.undecided(stated[i].span, "the document gives several values of this name");
    } else {
      tell(first, stated[i], study, judge);
    }
  }
}

}  // namespace

constexpr Rule rules::inconsistent_number = {
    .name = "inconsistent-number",
    .code = "RC704",
    .family = Family::numbers,
    .severity = Severity::warning,
    .summary = "a result that the document gives twice, with two values",
    .document =
        "Whoever trains the model again compares with one number. This finds a percentage of a "
        "metric, such as `74.05% single crop accuracy`, that stands elsewhere in the document with "
        "a value less than 1 % away. Where one is the other rounded to fewer digits, it is only "
        "told for information.\n"
        "\n"
        "The words before the metric's name must agree. Values of one paragraph, and three or more "
        "of one name, are of several models and left alone.",
    .bad = "The model reaches 74.05% accuracy.\n\nAfter training the accuracy is 74.0%.",
    .good = "The model reaches 74.05% accuracy.\n\nAfter training the accuracy is 74.05%.",
    .check = check_numbers,
};

}  // namespace recipe::check
