#include <algorithm>

#include "base/text.h"
#include "verify/families.h"

namespace recipe::verify {
namespace {

using document::Stage;

/// The value of a fact about the whole run; none if the lock has no such fact.
std::optional<std::string> locked(const Evidence& evidence, const std::string& stage,
                                  const std::string& name) {
  for (const record::Fact& fact : evidence.lock->facts()) {
    const bool same = fact.profile == evidence.profile && fact.run == evidence.last()->seed &&
                      fact.stage == stage && fact.name == name;
    if (same && fact.value.is_string()) return fact.value.get<std::string>();
  }
  return std::nullopt;
}

/// Why the lock does not speak for what the recipe states; empty if it does.
std::string other_than_stated(const Evidence& evidence, const Judgement& claim) {
  constexpr std::string_view of_part = "digest of model ";
  const bool part = std::string_view(claim.metric).starts_with(of_part);
  const std::string name =
      part ? "digest model:" + claim.metric.substr(of_part.size()) : std::string("digest model");
  const auto before = locked(evidence, "training", name);
  if (!before || *before == claim.claimed) return "";
  return "the lock has another digest, " + *before +
         ": the one that the recipe states was made on something else";
}

/// Empty if the run was made as the lock's was: the same seed, machine and versions. Else why not.
std::string other_than_locked(const Evidence& evidence) {
  const record::Record& run = *evidence.last();
  if (!evidence.profile.empty()) {
    return "the recipe states it for the base values, this is profile " + evidence.profile;
  }
  const std::string only =
      "a trained model is the same only for the same seed, hardware and versions";
  if (evidence.lock == nullptr)
    return only + ", and no lock says which; `recipe run --update` writes it";
  const auto hardware = locked(evidence, "", "hardware");
  if (!hardware) return only + ", and the lock has no run of seed " + std::to_string(run.seed);
  if (*hardware != run.machine.summary()) {
    return only + ": the lock has " + *hardware + ", this is " + run.machine.summary();
  }
  std::vector<std::pair<std::string, std::string>> versions;
  for (const auto& [name, version] : run.machine.software) {
    versions.emplace_back("software " + name, version);
  }
  for (const auto& [name, version] : versions) {
    if (const auto before = locked(evidence, "", name); before && *before != version) {
      return only + ": the lock has " + name.substr(9) + " " + *before + ", here is " + version;
    }
  }
  for (const auto& [name, version] : run.packages) {
    const auto before = locked(evidence, "environment", "package " + name);
    if (before && *before != version) {
      return only + ": the lock has " + name + " " + *before + ", here is " + version;
    }
  }
  return "";
}

}  // namespace

void judge_model(const Evidence& evidence, std::vector<Judgement>& claims) {
  const std::size_t first = claims.size();
  const document::Data& model = evidence.recipe.model;
  for (const document::Part& part : model.parts) {
    if (!part.digest) continue;
    const std::string name = part.file_name();
    claims.push_back(digest_claim(evidence, Stage::training, "model:" + name, "model " + name,
                                  *part.digest, Weight::advisory));
  }
  if (model.digest) {
    claims.push_back(digest_claim(evidence, Stage::training, "model", "the model", *model.digest,
                                  Weight::advisory));
  }
  const record::Record* run = evidence.last();
  const record::StageRecord* training = run == nullptr ? nullptr : run->stage("training");
  const bool given = training != nullptr && training->state == record::State::given;
  for (std::size_t i = first; i < claims.size() && run != nullptr && !given; ++i) {
    if (claims[i].outcome == Outcome::undecided) continue;
    std::string why = other_than_locked(evidence);
    if (why.empty()) why = other_than_stated(evidence, claims[i]);
    if (why.empty()) continue;
    claims[i].outcome = Outcome::undecided;
    claims[i].reason = why;
  }
}

}  // namespace recipe::verify
