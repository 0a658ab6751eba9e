#include <fmt/format.h>

#include "base/text.h"
#include "verify/families.h"
#include "verify/measurement.h"

namespace recipe::verify {
namespace {

using document::Stage;

const record::Artifact* output_named(const record::Record* run, Stage stage,
                                     const std::string& name) {
  const record::StageRecord* record =
      run == nullptr ? nullptr : run->stage(document::to_string(stage));
  if (record == nullptr) return nullptr;
  for (const record::Artifact& artifact : record->outputs) {
    if (artifact.name == name) return &artifact;
  }
  return nullptr;
}

std::string shortened(const std::string& digest) { return digest.substr(0, 19) + "..."; }

Judgement samples_claim(const Evidence& evidence, const document::Split& split) {
  Judgement claim;
  claim.metric = "samples";
  claim.split = split.name.value;
  claim.claimed = std::to_string(split.samples->value);
  claim.claimed_value = static_cast<double>(split.samples->value);
  claim.margin = 0;
  claim.place = split.samples->span;
  const record::Record* run = evidence.last();
  for (const Stage stage : {Stage::processing, Stage::training, Stage::evaluation}) {
    const record::StageRecord* record = finished(run, stage);
    if (record == nullptr || claim.measured_value) continue;
    for (const std::string& key : {std::string("samples"), split.name.value + "_samples"}) {
      const bool own_split = key == "samples";
      for (const auto& [name, series] : record->metrics.all()) {
        if (series.points.empty() || folded(series.metric) != folded(key)) continue;
        if (own_split && folded(series.split) != folded(split.name.value)) continue;
        claim.measured_value = series.points.back().value;
      }
    }
  }
  if (!claim.measured_value) {
    claim.weight = Weight::advisory;
    claim.reason = "no program stated how many: a line {\"split\": \"" + split.name.value +
                   "\", \"samples\": N} in $RECIPE_METRICS does";
    return claim;
  }
  claim.runs = 1;
  claim.measured = shortest(*claim.measured_value);
  claim.outcome = *claim.measured_value == *claim.claimed_value ? Outcome::holds : Outcome::fails;
  claim.reason = claim.outcome == Outcome::holds ? claim.measured + " as stated"
                                                 : "the recipe says " + claim.claimed +
                                                       ", the program counted " + claim.measured;
  return claim;
}

}  // namespace

Judgement digest_claim(const Evidence& evidence, Stage stage, const std::string& artifact_name,
                       const std::string& what, const At<Digest>& digest, Weight weight) {
  Judgement claim;
  claim.metric = "digest of " + what;
  claim.claimed = digest.value.to_string();
  claim.place = digest.span;
  claim.weight = weight;
  const record::Artifact* artifact = output_named(evidence.last(), stage, artifact_name);
  if (artifact == nullptr) {
    const std::string why = why_no_evidence(evidence, stage);
    claim.reason = why.empty() ? what + " was not seen by the run" : why;
    return claim;
  }
  claim.measured = artifact->digest;
  claim.runs = 1;
  claim.outcome = artifact->digest == claim.claimed ? Outcome::holds : Outcome::fails;
  claim.reason = claim.outcome == Outcome::holds
                     ? shortened(claim.claimed) + " as stated"
                     : "the recipe says " + claim.claimed + ", the run has " + artifact->digest;
  return claim;
}

void judge_data(const Evidence& evidence, std::vector<Judgement>& claims) {
  const document::Recipe& recipe = evidence.recipe;
  const auto add = [&](Stage stage, const std::string& name, const std::string& what,
                       const std::optional<At<Digest>>& digest, Weight weight) {
    if (digest) claims.push_back(digest_claim(evidence, stage, name, what, *digest, weight));
  };
  for (const document::Part& part : recipe.raw.parts) {
    const std::string name = part.file_name();
    add(Stage::raw_data, "part:" + name, name, part.digest, Weight::required);
  }
  add(Stage::raw_data, "raw", "the raw data", recipe.raw.digest, Weight::required);
  for (const document::Part& part : recipe.processed.parts) {
    const std::string name = part.file_name();
    add(Stage::processing, "processed:" + name, "processed " + name, part.digest, Weight::required);
  }
  add(Stage::processing, "processed", "the processed data", recipe.processed.digest,
      Weight::required);
  for (const document::Split& split : recipe.processed.splits) {
    add(Stage::processing, "split:" + split.name.value, "split " + split.name.value, split.digest,
        Weight::required);
    if (split.samples) claims.push_back(samples_claim(evidence, split));
  }
}

}  // namespace recipe::verify
