#include "check/hyperparameter_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/commands.h"
#include "check/document_scripts.h"
#include "check/lookup.h"

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

bool is_settings_file(std::string_view word) {
  for (const std::string_view ending :
       {".yaml", ".yml", ".json", ".toml", ".cfg", ".gin", ".ini"}) {
    if (word.ends_with(ending)) return true;
  }
  return false;
}

/// One value that the code gives a hyperparameter.
struct Candidate {
  std::string name;  ///< as the code calls it
  std::string text;
  Value value;
  code::Place place;
};

/// What the document's commands give the program.
struct GivenValues {
  std::vector<Candidate> values;
  bool unclear = false;  ///< a file of settings, or a value that is not known
  bool runs = false;     ///< some command runs the program
};

GivenValues given_values(Study& study, const KnownHyperparameter& what, const code::Tree& tree,
                         const std::string& path) {
  GivenValues given;
  for (const DocumentCommand& command : study.shared<DocumentCommands>().all) {
    if (!command.invocation) continue;
    const Lookup found = look_up(study, command.place, tree, command.invocation->program.value);
    if (found.path != path) {
      // A shell script may run it, with values of its own.
      given.unclear = given.unclear || (found.path.ends_with(".sh") &&
                                        !study.facts.script(tree, found.path).runs.empty());
      continue;
    }
    given.runs = true;
    for (const ShellWord& word : command.invocation->arguments) {
      given.unclear = given.unclear || is_settings_file(word.value);
    }
    for (const GivenFlag& flag : flags_of(command.invocation->arguments)) {
      std::string_view name = flag.name;
      while (name.starts_with('-')) name.remove_prefix(1);
      if (!is_called(what, name)) continue;
      if (!flag.value || !flag.value->literal()) {
        given.unclear = true;
      } else {
        given.values.push_back({flag.name, flag.value->value, parse_value(flag.value->value), {}});
      }
    }
  }
  return given;
}

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
    if (defaults.kind != code::DefaultKind::known || !runs) unclear = true;
    if (defaults.kind == code::DefaultKind::known) {
      found.push_back({flag.names.front(), defaults.text, defaults.value, flag.place});
    }
  }
  return found;
}

/// Whether a command may set what is no flag. What is dropped without a word sets nothing.
bool may_be_overridden(const code::Interface& interface) {
  if (interface.spelling.overrides || interface.spelling.yaml_overrides) return true;
  return std::any_of(interface.open.begin(), interface.open.end(), [&](const auto& reason) {
    return !interface.drops || !(reason.second == *interface.drops);
  });
}

}  // namespace

HyperparameterFacts facts_of(Study& study, const HyperparameterClaim& claim) {
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
  if (unclear || may_be_overridden(script.interface)) {
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
