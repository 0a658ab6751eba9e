#include "base/text.h"
#include "verify/families.h"

namespace recipe::verify {

const record::StageRecord* finished(const record::Record* run, document::Stage stage) {
  const record::StageRecord* record =
      run == nullptr ? nullptr : run->stage(document::to_string(stage));
  if (record == nullptr) return nullptr;
  switch (record->state) {
    case record::State::ran:
    case record::State::up_to_date:
    case record::State::given:
      return record;
    default:
      return nullptr;
  }
}

std::string why_no_evidence(const Evidence& evidence, document::Stage stage) {
  const record::Record* run = evidence.last();
  if (run == nullptr) return "no run is recorded for this profile";
  for (const document::Stage earlier : document::all_stages) {
    if (earlier > stage) break;
    const record::StageRecord* record = run->stage(document::to_string(earlier));
    if (record == nullptr) return std::string(document::to_string(stage)) + " was not reached";
    switch (record->state) {
      case record::State::failed:
      case record::State::manual:
      case record::State::interrupted:
        return record->stage + " " +
               (record->state == record::State::manual ? "is manual"
                                                       : std::string(to_string(record->state)));
      case record::State::nothing:
        if (earlier == stage) return record->stage + ": " + record->reason;
        break;
      default:
        break;
    }
  }
  return "";
}

void judge_commits(const Evidence& evidence, std::vector<Judgement>& claims) {
  for (const auto& [stage, code] : evidence.recipe.code) {
    const record::StageRecord* record =
        evidence.last() == nullptr ? nullptr : evidence.last()->stage(document::to_string(stage));
    for (std::size_t i = 0; i < code.checkouts.size(); ++i) {
      const document::Checkout& checkout = code.checkouts[i];
      if (!checkout.commit) continue;
      Judgement claim;
      claim.metric = "commit of " + std::string(document::to_string(stage));
      if (checkout.repository) claim.metric += ", " + checkout.repository->value;
      claim.claimed = checkout.commit->value;
      claim.place = checkout.commit->span;
      claim.weight = Weight::advisory;
      if (record == nullptr || i >= record->sources.size()) {
        const std::string why = why_no_evidence(evidence, stage);
        claim.reason = why.empty() ? "its commands did not run" : why;
      } else if (record->sources[i].worktree) {
        claim.reason = "the run used the files as they are (--worktree), not the commit";
      } else if (!record->sources[i].changed.empty()) {
        claim.measured = record->sources[i].commit;
        claim.reason = "the commands changed tracked files of the checkout: " +
                       join(record->sources[i].changed, ", ");
      } else {
        claim.measured = record->sources[i].commit;
        claim.runs = 1;
        claim.outcome = claim.measured == claim.claimed ? Outcome::holds : Outcome::fails;
        claim.reason = claim.outcome == Outcome::holds ? "the commands ran in a clean checkout"
                                                       : "the run used " + claim.measured;
      }
      claims.push_back(std::move(claim));
    }
  }
}

}  // namespace recipe::verify
