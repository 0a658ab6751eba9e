#include "verify/verdict.h"

#include <algorithm>
#include <map>

#include "verify/families.h"

namespace recipe::verify {

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::holds:
      return "holds";
    case Outcome::fails:
      return "fails";
    case Outcome::undecided:
      return "undecided";
  }
  return "";
}

Outcome outcome_of(const std::vector<Judgement>& claims) {
  bool judged = false;
  bool open = false;
  for (const Judgement& claim : claims) {
    if (claim.outcome == Outcome::fails) return Outcome::fails;
    judged = judged || claim.outcome == Outcome::holds;
    open = open || (claim.outcome == Outcome::undecided && claim.weight == Weight::required);
  }
  return judged && !open ? Outcome::holds : Outcome::undecided;
}

Verdict judge(const document::Recipe& recipe, const std::string& profile,
              const std::vector<record::Record>& runs, const record::Lock* lock) {
  const Evidence evidence{recipe, profile, runs, lock};
  Verdict verdict;
  judge_data(evidence, verdict.claims);
  judge_commits(evidence, verdict.claims);
  judge_training_time(evidence, verdict.claims);
  judge_model(evidence, verdict.claims);
  judge_targets(evidence, verdict.claims);
  judge_timing(evidence, verdict.claims);
  verdict.outcome = outcome_of(verdict.claims);
  return verdict;
}

std::vector<record::Record> comparable_runs(const std::vector<record::Record>& all,
                                            const std::string& profile, Lead lead) {
  std::vector<record::Record> runs;
  const bool any_complete = std::any_of(all.begin(), all.end(), [&](const record::Record& run) {
    return run.profile == profile && run.state == record::State::ran;
  });
  const bool only_complete = lead == Lead::newest_complete && any_complete;
  std::map<std::uint64_t, bool> seen;
  std::string configuration;
  for (auto record = all.rbegin(); record != all.rend(); ++record) {
    if (record->profile != profile || record->state == record::State::running) continue;
    const bool first = runs.empty();
    if (first && only_complete && record->state != record::State::ran) continue;
    if (first) configuration = record->configuration;
    if (record->configuration != configuration) continue;
    if (!first && record->state != record::State::ran) continue;
    if (seen[record->seed]) continue;
    seen[record->seed] = true;
    runs.push_back(*record);
  }
  std::reverse(runs.begin(), runs.end());
  return runs;
}

}  // namespace recipe::verify
