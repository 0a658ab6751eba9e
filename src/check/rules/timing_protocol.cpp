#include "base/text.h"
#include "check/recipe_sections.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

using document::SectionKind;

constexpr std::string_view statistics =
    "percentile*|median|mean|average*|p#*|p50|p90|p95|p99|#th|#rd|minimum|fastest|best of";
constexpr std::string_view warming = "warm*|warmup|first call*|first run*|first batch*|discard*";

void check_protocol(Study& study, Judge& judge) {
  const document::Recipe& recipe = study.recipe;
  if (!recipe.has_outline() || recipe.timing.empty()) return;
  std::vector<std::string> lacks;
  if (!section_mentions(recipe, SectionKind::timing, statistics)) {
    lacks.emplace_back("which percentile or mean it is");
  }
  if (!section_mentions(recipe, SectionKind::timing, warming)) {
    lacks.emplace_back("whether the machine was warmed up");
  }
  if (lacks.empty()) return judge.holds();
  judge.untrue(recipe.timing.front().name.span, "say " + join(lacks, ", and "));
}

}  // namespace

constexpr Rule rules::timing_protocol = {
    .name = "timing-protocol",
    .code = "RC142",
    .family = Family::structure,
    .severity = Severity::info,
    .summary = "a latency of a recipe without its percentile or a word of warm-up",
    .document =
        "The 99th percentile is often twice the median, and the first call ten times any later "
        "one. Looks in Timing information for words that say what of many measurements the number "
        "is, and whether the first ones were left out.",
    .bad = "The latency is 11 ms.\n",
    .good = "The median latency of 1000 calls after 10 to warm up is 11 ms.\n",
    .check = check_protocol,
};

}  // namespace recipe::check
