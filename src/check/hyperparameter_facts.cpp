#include "check/hyperparameter_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/document_scripts.h"
#include "check/given_values.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_values_in_code = 3;

/// The programs among the document's whose name says that they train.
struct TrainingScripts {
  explicit TrainingScripts(Study& study) {
    for (const std::string& path : study.shared<DocumentScripts>().paths) {
      const std::string name = lower(code::name_of(path));
      if (name.ends_with(".py") && name.find("train") != std::string::npos) paths.push_back(path);
    }
  }
  std::vector<std::string> paths;
};

/// A claim of one number holds for a list that begins with it: a schedule of learning rates.
bool agrees_with(const HyperparameterClaim& claim, const Candidate& candidate) {
  if (same_value(claim.value.text, candidate.text)) return true;
  if (claim.value.same_as(candidate.value)) return true;
  const Quantity* number = claim.value.number();
  const auto* list = candidate.value.list();
  if (number != nullptr && list != nullptr && !list->empty()) {
    return number->value == list->front().value;
  }
  const Quantity* other = candidate.value.number();
  return number != nullptr && other != nullptr && number->plain() == other->plain();
}

bool is_computed(const Candidate& candidate) {
  return candidate.value.number() == nullptr && candidate.value.list() == nullptr &&
         candidate.value.boolean() == nullptr;
}

HyperparameterFacts undecided(std::string why) {
  return {Agreement::cannot_tell, std::move(why), {}, {}};
}

/// Whether the program builds an optimizer with momentum, and where; none if it cannot be told
/// whether Nesterov's is asked for elsewhere.
const code::Constant* plain_momentum(const code::Script& script) {
  const code::Constant* found = nullptr;
  for (const code::Constant& constant : script.constants) {
    const std::size_t dot = constant.context.rfind('.');
    const std::string_view function =
        std::string_view(constant.context).substr(dot == std::string::npos ? 0 : dot + 1);
    const bool sgd = function == "SGD" || function == "MomentumOptimizer" || function == "Momentum";
    if (sgd && found == nullptr && constant.place.path == script.path) found = &constant;
  }
  return found;
}

HyperparameterFacts nesterov_facts(const code::Script& script) {
  for (const code::Flag& flag : script.interface.flags) {
    if (folded(flag.key).find("nesterov") != std::string::npos) return undecided("a flag sets it");
  }
  for (const std::string& call : script.calls) {
    if (folded(call).find("nesterov") != std::string::npos) return {Agreement::agrees, "", "", {}};
  }
  const code::Constant* sgd = plain_momentum(script);
  if (sgd == nullptr) return undecided("the optimizer is not built in sight");
  HyperparameterFacts facts;
  facts.agreement = Agreement::differs;
  facts.truth = fmt::format("{} is built without `nesterov=True` in {}", sgd->context, script.path);
  facts.places.push_back(sgd->place);
  return facts;
}

std::vector<Candidate> candidates_in(const KnownHyperparameter& what, const code::Script& script,
                                     bool runs, bool& unclear) {
  std::vector<Candidate> found;
  for (const code::Constant& constant : script.constants) {
    if (!is_called(what, constant.name)) continue;
    found.push_back({constant.name, constant.text, constant.value, constant.place});
  }
  for (const code::Flag& flag : script.interface.flags) {
    if (!is_called(what, flag.key)) continue;
    const code::Default& defaults = flag.defaults;
    // What nobody gives in this document may be given in another.
    if (defaults.kind != code::DefaultKind::known || flag.fallback || !runs) unclear = true;
    if (defaults.kind == code::DefaultKind::known) {
      found.push_back({flag.names.front(), defaults.text, defaults.value, flag.place});
    }
  }
  return found;
}

/// Whether the training commands of a recipe use the variable, or the file with all of them.
bool is_handed_over(const document::Recipe& recipe, const std::string& variable) {
  const auto found = recipe.code.find(document::Stage::training);
  if (variable.empty() || found == recipe.code.end()) return false;
  const auto uses = [](std::string_view script, const std::string& name) {
    for (std::size_t at = script.find(name); at != std::string_view::npos;
         at = script.find(name, at + 1)) {
      const std::string_view before = script.substr(0, at);
      const char after = at + name.size() < script.size() ? script[at + name.size()] : ' ';
      const bool expanded = before.ends_with('$') || before.ends_with("${");
      if (expanded && !is_alnum(after) && after != '_') return true;
    }
    return false;
  };
  return std::any_of(
      found->second.blocks.begin(), found->second.blocks.end(),
      [&](const document::CommandBlock& block) {
        return block.purpose == document::Purpose::run &&
               (uses(block.script, variable) || uses(block.script, "RECIPE_HYPERPARAMETERS"));
      });
}

/// Whether a command may set what is no flag. What is dropped without a word sets nothing; of keys
/// that overrides may set, the document's own commands were read.
bool may_be_overridden(const code::Interface& interface, bool runs) {
  const code::Spelling& spelling = interface.spelling;
  if (spelling.overrides || spelling.yaml_overrides) return !runs || interface.open.size() > 1;
  return std::any_of(interface.open.begin(), interface.open.end(), [&](const auto& reason) {
    return !interface.drops || !(reason.second == *interface.drops);
  });
}

}  // namespace

HyperparameterFacts facts_of(Study& study, const HyperparameterClaim& claim) {
  if (is_handed_over(study.recipe, claim.variable)) return {Agreement::agrees, "", "", {}};
  const auto& training = study.shared<TrainingScripts>().paths;
  if (training.size() != 1) return undecided("it is not clear which program trains");
  const code::Tree& tree = *study.standpoint(claim.span.begin).tree;
  const code::Script& script = study.facts.script(tree, training.front());
  if (!script.understood) return undecided(script.why_not);
  const GivenValues given = given_values(study, *claim.what, tree, script.path);
  bool unclear = given.unclear;
  std::vector<Candidate> candidates = candidates_in(*claim.what, script, given.runs, unclear);
  candidates.insert(candidates.end(), given.values.begin(), given.values.end());
  for (const Candidate& candidate : candidates) {
    if (agrees_with(claim, candidate)) return {Agreement::agrees, "", "", {}};
  }
  if (candidates.empty() && !unclear && claim.what->key == "nesterov") {
    return nesterov_facts(script);
  }
  if (candidates.empty()) return undecided("the code says nothing of it under a known name");
  if (unclear || may_be_overridden(script.interface, given.runs)) {
    return undecided("it may be set elsewhere");
  }
  if (candidates.size() > most_values_in_code) return undecided("the code says several values");
  HyperparameterFacts facts;
  facts.agreement = Agreement::differs;
  for (const Candidate& candidate : candidates) {
    if (is_computed(candidate)) return undecided("the code computes it");
    if (!facts.truth.empty()) facts.truth += ", ";
    facts.truth +=
        candidate.place.path.empty()
            ? fmt::format("a command gives `{} {}`", candidate.name, candidate.text)
            : fmt::format("`{}` is {} in {}", candidate.name, candidate.text, candidate.place.path);
    if (!candidate.place.path.empty()) facts.places.push_back(candidate.place);
  }
  return facts;
}

}  // namespace recipe::check
