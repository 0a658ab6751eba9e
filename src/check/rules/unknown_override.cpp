#include <algorithm>

#include "base/text.h"
#include "check/flag_names.h"
#include "check/hydra_overrides.h"
#include "check/rule.h"
#include "check/spelling.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

/// The YAML that a command gives first, read; null where it is not found or not understood.
const code::Settings* first_settings(Study& study, const ProgramCall& call) {
  for (const ShellWord& word : call.arguments) {
    const bool yaml = word.value.ends_with(".yaml") || word.value.ends_with(".yml");
    if (!yaml || word.value.find('=') != std::string::npos) continue;
    if (!word.literal()) return nullptr;
    const code::Tree& tree = *call.standpoint.tree;
    Workplace beside{Workplace::Kind::folder, std::string(code::folder_of(call.path)), false, ""};
    for (const Workplace& place : {call.command->place, beside}) {
      const Lookup found = look_up(study, place, tree, word.value);
      if (found.sighting != Sighting::here && !(found.sighting == Sighting::below && found.alone)) {
        continue;
      }
      const code::Settings& settings = study.facts.settings(tree, found.path);
      return settings.understood ? &settings : nullptr;
    }
    return nullptr;
  }
  return nullptr;
}

/// Where else the settings have the key: "test_beam_search.topk".
const code::Setting* nested(const code::Settings& settings, std::string_view key) {
  for (const code::Setting& setting : settings.settings) {
    if (setting.key.size() > key.size() && setting.key.ends_with(key) &&
        setting.key[setting.key.size() - key.size() - 1] == '.') {
      return &setting;
    }
  }
  return nullptr;
}

void judge_override(Study& study, Judge& judge, const ProgramCall& call,
                    const code::Settings& settings, const GivenFlag& given) {
  std::string key = given.name.substr(given.name.find_first_not_of('-'));
  key = key.substr(0, key.find('.'));
  const auto& keys = settings.top_level;
  if (std::find(keys.begin(), keys.end(), key) != keys.end()) return judge.holds();
  const code::Setting* inner = nested(settings, key);
  const bool said = study.facts.mentions(*call.standpoint.tree, given.name) != Presence::absent;
  if (inner == nullptr && said) {
    return judge.undecided(given.word.span, "another part of the code may define it");
  }
  std::string message = quoted(given.name) + " overrides no outermost key of " + settings.path;
  std::vector<code::Place> seen = {{settings.path, 0}};
  const auto near = near_spelling(key, keys);
  const Span span = name_span(study.page.source, given);
  // What reads the settings has options of its own, which it may build from a list of names.
  if (inner == nullptr && !near &&
      study.facts.mentions(*call.standpoint.tree, key) != Presence::absent) {
    return judge.undecided(span, quoted(given.name) + " is no key of " + settings.path +
                                     ", but the code of this repository speaks of it");
  }
  if (inner != nullptr) {
    message += ", which has it only as " + quoted(inner->key);
    seen = {inner->place};
  } else if (near) {
    message += "; did you mean " + quoted("--" + *near) + "?";
  }
  Finding& finding = judge.untrue(span, std::move(message), call.standpoint, seen);
  if (inner == nullptr && !near && finding.severity == Severity::error) {
    finding.severity = Severity::warning;
  }
  if (inner == nullptr && near) {
    finding.fix = Fix{"write --" + *near, Safety::unsafe, {{span, "--" + *near}}};
  }
}

void check_overrides(Study& study, Judge& judge) {
  for (const ProgramCall& call : study.shared<ProgramCalls>().all) {
    if (call.script == nullptr) continue;
    if (call.script->interface.composed) judge_hydra_overrides(study, judge, call);
    if (!call.script->interface.spelling.yaml_overrides) continue;
    const code::Settings* settings = first_settings(study, call);
    for (const GivenFlag& given : flags_of(call.arguments)) {
      if (!is_plain_flag(given) || !given.name.starts_with("--")) continue;
      if (accepted_flag(call.script->interface, given.name) != nullptr) continue;
      if (settings == nullptr) {
        judge.undecided(given.word.span, "the settings that it overrides are not known");
      } else {
        judge_override(study, judge, call, *settings, given);
      }
    }
  }
}

}  // namespace

constexpr Rule rules::unknown_override = {
    .name = "unknown-override",
    .code = "RC505",
    .family = Family::flags,
    .severity = Severity::error,
    .summary = "an override of a key that the settings do not have",
    .document =
        "Programs that read HyperPyYAML let a command override any outermost key of the YAML file "
        "that it gives first, and stop at any other. A key that the file has only within another "
        "is "
        "told with its full name: it must be changed in the file, or given a name of its own "
        "there.\n"
        "\n"
        "Hydra composes a configuration of the files that `hydra.main` and their defaults lists "
        "name, and stops at `key=value` whose key is not in it, at a group without that option, "
        "and at options such as `--lr 0.1` that are not its own. Groups that a command chooses "
        "count. Where a part cannot be composed (interpolated choices, a ConfigStore, another "
        "search path), what was not found is undecided.",
    .bad = "```sh\npython train.py hparams/train.yaml --data_foldr=data\n```\n",
    .good = "```sh\npython train.py hparams/train.yaml --data_folder=data\n```\n",
    .check = check_overrides,
};

}  // namespace recipe::check
