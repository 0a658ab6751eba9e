#pragma once

#include <string>
#include <vector>

#include "verify/verdict.h"

namespace recipe::verify {

/// What claims are judged by.
struct Evidence {
  const document::Recipe& recipe;
  const std::string& profile;
  const std::vector<record::Record>& runs;  ///< may be empty
  const record::Lock* lock = nullptr;       ///< what an earlier run observed, if anything

  /// The run that stands for what is measured once; null without runs.
  const record::Record* last() const { return runs.empty() ? nullptr : &runs.back(); }
};

// One family of claims each; they append in the document's order.
void judge_data(const Evidence& evidence, std::vector<Judgement>& claims);
void judge_commits(const Evidence& evidence, std::vector<Judgement>& claims);
void judge_training_time(const Evidence& evidence, std::vector<Judgement>& claims);
void judge_model(const Evidence& evidence, std::vector<Judgement>& claims);
void judge_targets(const Evidence& evidence, std::vector<Judgement>& claims);
void judge_timing(const Evidence& evidence, std::vector<Judgement>& claims);

/// A digest that the recipe states against the one that a stage recorded under `artifact_name`;
/// undecided where it recorded none. `what` is for people, such as "split test".
Judgement digest_claim(const Evidence& evidence, document::Stage stage,
                       const std::string& artifact_name, const std::string& what,
                       const At<Digest>& digest, Weight weight);

/// The record of a stage that has come to its end; null otherwise. What a stage measured before it
/// failed is no evidence.
const record::StageRecord* finished(const record::Record* run, document::Stage stage);

/// Why a stage gave no evidence: "training failed".
std::string why_no_evidence(const Evidence& evidence, document::Stage stage);

/// Whether a machine is the one that a recipe names: every number and word of three letters or more
/// in `claimed` that is not a filler stands in the machine's description. An empty claim is no
/// match.
bool names_machine(std::string_view claimed, const os::Machine& machine);
/// "libtorch 1.13.1, g++ 12": every name with a version is recorded with a version that begins so.
/// None if a name is not recorded at all.
std::optional<bool> names_software(std::string_view claimed, const record::Record& record);

}  // namespace recipe::verify
