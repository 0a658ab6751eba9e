#include "check/recipe_data.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_digests(Study& study, Judge& judge) {
  for (const NamedData& named : data_of(study.recipe)) {
    if (named.data->digest) {
      judge.holds();
      continue;
    }
    for (const document::Part& part : named.data->parts) {
      if (part.sources.empty()) continue;
      if (part.digest) {
        judge.holds();
        continue;
      }
      judge.untrue(part.sources.front().span,
                   "nothing says what " + std::string(named.name) +
                       " must be: without a digest nobody notices that it has changed; write "
                       "`Digest: sha256:...`, which `recipe data digest` prints");
    }
  }
}

}  // namespace

constexpr Rule rules::location_without_digest = {
    .name = "location-without-digest",
    .code = "RC902",
    .family = Family::locations,
    .severity = Severity::info,
    .summary = "a location without the digest of what lies there",
    .document =
        "Sources in a recipe's Path and Outputs sections with neither a digest of their own nor "
        "one of the whole folder. Files behind addresses change without notice.",
    .bad = "Source: https://data.mlhub.dev/points.csv",
    .good = "Source: https://data.mlhub.dev/points.csv\n\nDigest: sha256:9f86d081...",
    .check = check_digests,
};

}  // namespace recipe::check
