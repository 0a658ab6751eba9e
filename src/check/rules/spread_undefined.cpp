#include "base/text.h"
#include "check/phrases.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

constexpr std::string_view definitions =
    "standard deviation*|stddev*|std|std dev*|sd|confidence*|standard error*|sem|stderr|min max|"
    "interquartile*|iqr|range of|variance|error bar*|spread|#th percentile*";

bool defines_spread(const document::Page& page) {
  static const Phrases phrases = [] {
    Phrases made;
    made.add(definitions, 0);
    return made;
  }();
  for (const document::Passage& passage : page.passages) {
    if (phrases.any_in(Lowered(passage.flat.text))) return true;
  }
  return false;
}

/// Where a number with its spread begins in `text`: "74.0 ± 0.2"; npos without one.
std::size_t spread_in(std::string_view text) {
  for (const std::string_view sign : {"\u00b1", "+-", "+/-"}) {
    for (std::size_t at = text.find(sign); at != std::string_view::npos;
         at = text.find(sign, at + 1)) {
      const std::string_view before = trim(text.substr(0, at));
      const std::string_view after = trim(text.substr(at + sign.size()));
      if (before.empty() || after.empty() || !is_digit(after.front())) continue;
      const bool number = is_digit(before.back()) || before.back() == '%';
      if (number) return at;
    }
  }
  return std::string_view::npos;
}

void check_spreads(Study& study, Judge& judge) {
  for (const document::Passage& passage : study.page.passages) {
    const std::size_t at = spread_in(passage.flat.text);
    if (at == std::string::npos) continue;
    if (defines_spread(study.page)) return judge.holds();
    Finding& finding =
        judge.untrue(passage.flat.span(at, at + 2),
                     "nothing says what stands behind the sign: a standard deviation, of how many "
                     "runs, or a confidence interval?");
    if (!study.recipe.has_outline()) finding.severity = Severity::info;
    return;
  }
}

}  // namespace

constexpr Rule rules::spread_undefined = {
    .name = "spread-undefined",
    .code = "RC126",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a spread, such as 74.0 \u00b1 0.2, that is not said to be of what",
    .document =
        "Behind \u00b1 may be a standard deviation, a standard error or half a confidence "
        "interval, and they differ by a factor of many. Looks for numbers with a spread, and for "
        "words anywhere in the document that define it.\n"
        "\n"
        "Told once, at the first number; in documents that are no recipes as information.",
    .bad = "The accuracy is 74.0 \u00b1 0.2 %.\n",
    .good = "The accuracy is 74.0 \u00b1 0.2 % (standard deviation of 5 runs).\n",
    .check = check_spreads,
};

}  // namespace recipe::check
