#include "check/recipe_data.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_retention(Study& study, Judge& judge) {
  for (const NamedData& named : data_of(study.recipe)) {
    const auto& retention = named.data->governance.retention;
    // Raw data may be fetched anew each time; what was made of it is what must not be kept.
    if (!retention || retention->value != document::Retention::forbidden) continue;
    if (named.data == &study.recipe.raw) continue;
    const document::Part* kept = nullptr;
    for (const document::Part& part : named.data->parts) {
      if (kept == nullptr && !part.sources.empty()) kept = &part;
    }
    if (kept == nullptr) {
      judge.holds();
      continue;
    }
    judge.untrue(kept->sources.front().span,
                 std::string(named.name) + " may not be kept, yet " +
                     quoted(kept->sources.front().value.text) +
                     " keeps it; remove the copy, or say that it may be kept");
  }
}

}  // namespace

constexpr Rule rules::retention_conflict = {
    .name = "retention-conflict",
    .code = "RC904",
    .family = Family::locations,
    .severity = Severity::warning,
    .summary = "a link to a copy of data that may not be kept",
    .document =
        "`Retention: forbidden` beside a `Source:` of processed data or of the model, in a recipe: "
        "one of the two is wrong.",
    .bad = "Retention: forbidden\n\nSource: s3://team/processed",
    .good = "Retention: forbidden",
    .check = check_retention,
};

}  // namespace recipe::check
