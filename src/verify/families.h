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

  /// The run that stands for what is measured once; null without runs.
  const record::Record* last() const { return runs.empty() ? nullptr : &runs.back(); }
};

// One family of claims each; they append in the document's order.
void judge_data(const Evidence& evidence, std::vector<Judgement>& claims);
void judge_commits(const Evidence& evidence, std::vector<Judgement>& claims);
void judge_training_time(const Evidence& evidence, std::vector<Judgement>& claims);
void judge_targets(const Evidence& evidence, std::vector<Judgement>& claims);
void judge_timing(const Evidence& evidence, std::vector<Judgement>& claims);

/// Why a stage gave no evidence, as a sentence: "training failed: exit code 2".
std::string why_no_evidence(const Evidence& evidence, document::Stage stage);

/// Whether a machine is the one that a recipe names: every number and word of three letters or more
/// in `claimed` that is not a filler stands in the machine's description. An empty claim is no
/// match.
bool names_machine(std::string_view claimed, const os::Machine& machine);
/// "libtorch 1.13.1, g++ 12": every name with a version is recorded with a version that begins so.
/// None if a name is not recorded at all.
std::optional<bool> names_software(std::string_view claimed, const record::Record& record);

}  // namespace recipe::verify
