#include "check/rule.h"

namespace recipe::check {
namespace {

void check_locations(Study& study, Judge& judge) {
  if (!study.recipe.is_recipe()) return;
  for (const Diagnostic& diagnostic : study.recipe.diagnostics) {
    if (diagnostic.rule != "location-not-readable") continue;
    judge.untrue(diagnostic.span, diagnostic.message);
  }
}

}  // namespace

constexpr Rule rules::location_malformed = {
    .name = "location-malformed",
    .code = "RC905",
    .family = Family::locations,
    .severity = Severity::warning,
    .summary = "a source that is no location",
    .document =
        "A `Source:` in a recipe that is neither an address with a scheme that is known nor a "
        "path: `recipe run` could not fetch it.",
    .bad = "Source: on the shared drive, ask me",
    .good = "Source: hdfs://cluster/projects/imagenet",
    .check = check_locations,
};

}  // namespace recipe::check
