#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "fakes/recipe_text.h"
#include "verify/verdict.h"

namespace recipe::verify {

/// A run that reached every stage; `seed` tells it from others.
inline record::Record complete_run(std::uint64_t seed = 1) {
  record::Record run;
  run.id = std::to_string(seed);
  run.seed = seed;
  run.configuration = "c";
  run.state = record::State::ran;
  run.machine.cpu = "AMD EPYC 7763";
  run.machine.cores = 2;
  run.machine.software = {{"python", "3.11.2"}, {"compiler", "c++ (Debian 12.2.0-14) 12.2.0"}};
  run.packages = {{"libtorch-dev", "1.13.1+dfsg-4"}};
  for (const document::Stage stage : document::all_stages) {
    record::StageRecord record;
    record.stage = document::to_string(stage);
    record.state = record::State::ran;
    run.stages.push_back(record);
  }
  return run;
}

inline record::StageRecord& stage_of(record::Record& run, std::string_view name) {
  for (record::StageRecord& stage : run.stages) {
    if (stage.stage == name) return stage;
  }
  return run.stages.emplace_back();
}

/// A run whose evaluation wrote one value.
inline record::Record measured(double value, const std::string& metric = "top1",
                               const std::string& split = "test", std::uint64_t seed = 1) {
  record::Record run = complete_run(seed);
  stage_of(run, "evaluation").metrics.add(split, metric, {{}, {}, {}, value});
  return run;
}

/// The one claim about `metric`; a claim with that as its reason if there is none.
inline Judgement claim_of(const fakes::RecipeText& text, const std::string& metric,
                          const std::vector<record::Record>& runs,
                          const std::string& profile = "") {
  const document::Recipe recipe = document::parse(SourceText("recipe.md", text.text()));
  for (const Judgement& claim : judge(recipe, profile, runs).claims) {
    if (claim.metric == metric) return claim;
  }
  Judgement none;
  none.reason = "no claim about " + metric;
  return none;
}

}  // namespace recipe::verify
