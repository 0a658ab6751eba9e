#include "check/hydra_overrides.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/flag_names.h"
#include "check/hydra.h"
#include "check/spelling.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

/// Hydra 1.3's own options; those in front take a value.
constexpr std::array<std::string_view, 25> own_options = {"--cfg",
                                                          "-c",
                                                          "--package",
                                                          "-p",
                                                          "--config-path",
                                                          "-cp",
                                                          "--config-name",
                                                          "-cn",
                                                          "--config-dir",
                                                          "-cd",
                                                          "--info",
                                                          "-i",
                                                          "--experimental-rerun",
                                                          "--help",
                                                          "-h",
                                                          "--hydra-help",
                                                          "--version",
                                                          "--resolve",
                                                          "--run",
                                                          "-r",
                                                          "--multirun",
                                                          "-m",
                                                          "--shell-completion",
                                                          "-sc",
                                                          "--info="};
constexpr std::size_t with_value = 13;

/// `key=value` of the command line.
struct Override {
  const ShellWord* word = nullptr;
  std::string key;  ///< without `+`, `~` and `@package`
  std::string value;
  bool adds = false;  ///< `+key`, `++key`
  bool repackaged = false;
};

struct HydraCommand {
  std::vector<Override> overrides;
  std::vector<const ShellWord*> foreign;  ///< options that Hydra does not have
  std::string name;                       ///< of the configuration
  bool unclear = false;                   ///< the configuration is not known
};

std::optional<Override> override_in(const ShellWord& word) {
  const std::size_t equals = word.value.find('=');
  if (equals == std::string::npos && !word.value.starts_with('~')) return std::nullopt;
  Override made;
  made.word = &word;
  made.key = word.value.substr(0, equals);
  if (equals != std::string::npos) made.value = word.value.substr(equals + 1);
  made.adds = made.key.starts_with('+');
  made.key.erase(0, std::min(made.key.find_first_not_of("+~"), made.key.size()));
  if (const std::size_t at = made.key.find('@'); at != std::string::npos) {
    made.key.resize(at);
    made.repackaged = true;
  }
  return made;
}

HydraCommand read_command(const ProgramCall& call) {
  HydraCommand command;
  command.name = call.script->interface.composed->name;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const ShellWord& word = call.arguments[i];
    if (!looks_like_flag(word.value)) {
      if (auto made = override_in(word)) command.overrides.push_back(std::move(*made));
      continue;
    }
    const std::string name = word.value.substr(0, word.value.find('='));
    const auto* const found = std::find(own_options.begin(), own_options.end(), name);
    if (found == own_options.end()) {
      command.foreign.push_back(&word);
      continue;
    }
    if (found - own_options.begin() >= static_cast<std::ptrdiff_t>(with_value)) continue;
    const bool joined = name.size() < word.value.size();
    const ShellWord* value = joined ? &word : nullptr;
    if (!joined && i + 1 < call.arguments.size()) value = &call.arguments[++i];
    const bool named = name == "--config-name" || name == "-cn";
    if (named && value != nullptr && value->literal()) {
      command.name = joined ? value->value.substr(name.size() + 1) : value->value;
    } else if (named || name.starts_with("--config") || name == "-cp" || name == "-cd") {
      command.unclear = true;
    }
  }
  if (command.name.ends_with(".yaml")) command.name.resize(command.name.size() - 5);
  return command;
}

bool is_plain(std::string_view text) {
  return !text.empty() && text.find_first_of("${}[]<>(),*' \"") == std::string_view::npos;
}

Span key_span(const SourceText& source, const Override& given) {
  const std::string_view text = source.text(given.word->span);
  const std::size_t at = text.find(given.key);
  if (given.key.empty() || at == std::string_view::npos) return given.word->span;
  return {given.word->span.begin + at, given.word->span.begin + at + given.key.size()};
}

class HydraJudgement {
 public:
  HydraJudgement(Study& study, Judge& judge, const ProgramCall& call)
      : study_(study),
        judge_(judge),
        call_(call),
        tree_(*call.standpoint.tree),
        folder_(call.script->interface.composed->folder),
        command_(read_command(call)) {}

  void judge() {
    refuse_foreign();
    if (command_.unclear || command_.name.empty()) {
      return leave_all("the command names the configuration in a way that is not read");
    }
    std::vector<const Override*> keys;
    for (const Override& given : command_.overrides) {
      if (!is_plain(given.key) || given.repackaged || given.key.starts_with("hydra")) {
        judge_.undecided(given.word->span, "Hydra's grammar of overrides goes further");
      } else if (!choose(given)) {
        keys.push_back(&given);
      }
    }
    const HydraConfiguration composed =
        compose_hydra(study_, tree_, folder_, command_.name, chosen_);
    for (const Override* given : keys) judge_key(*given, composed);
  }

 private:
  void refuse_foreign() {
    // Another parser may see the command line first.
    const bool alone =
        call_.script->interface.open.size() == 1 && call_.script->interface.flags.empty();
    for (const ShellWord* word : command_.foreign) {
      const std::string name = word->value.substr(0, word->value.find('='));
      if (!alone || !word->literal() || study_.facts.mentions(tree_, name) != Presence::absent) {
        judge_.undecided(word->span, "another part of the code may read it");
        continue;
      }
      const std::string key = name.substr(std::min(name.find_first_not_of('-'), name.size()));
      judge_.untrue(word->span,
                    fmt::format("Hydra reads this command line and has no option {}; a key of its "
                                "configuration is written {}",
                                quoted(name), quoted(key + "=...")),
                    call_.standpoint, {call_.script->interface.composed->place});
    }
  }

  void leave_all(const std::string& why) {
    for (const Override& given : command_.overrides) judge_.undecided(given.word->span, why);
  }

  /// True if the key is a group of configuration files; its option is judged then.
  bool choose(const Override& given) {
    const std::vector<std::string> options = hydra_options(tree_, folder_, given.key);
    if (options.empty()) return false;
    if (given.value == "null") {
      chosen_[given.key] = "null";
      judge_.holds();
      return true;
    }
    if (!is_plain(given.value)) {
      chosen_[given.key] = "${unknown}";
      judge_.undecided(given.word->span, "the option is left to the reader");
      return true;
    }
    if (std::find(options.begin(), options.end(), given.value) != options.end() ||
        tree_.find(folder_ + "/" + given.key + "/" + given.value + ".yaml")) {
      chosen_[given.key] = given.value;
      judge_.holds();
      return true;
    }
    chosen_[given.key] = "${unknown}";
    const std::string file = given.key + "/" + given.value + ".y";
    if (study_.page.source.bytes().find(file) != std::string::npos) {
      judge_.undecided(given.word->span, "the document may have the reader write that file");
      return true;
    }
    const auto near = near_spelling(given.value, options);
    std::string message = fmt::format("{} has no {}", quoted(folder_ + "/" + given.key),
                                      quoted(given.value + ".yaml"));
    message += near ? "; did you mean " + quoted(*near) + "?"
                    : "; it has " + join(first_of(options), ", ");
    judge_.untrue(given.word->span, std::move(message), call_.standpoint, {});
    return true;
  }

  static std::vector<std::string> first_of(std::vector<std::string> options) {
    constexpr std::size_t most_shown = 6;
    if (options.size() > most_shown) {
      options.resize(most_shown);
      options.emplace_back("...");
    }
    return options;
  }

  void judge_key(const Override& given, const HydraConfiguration& composed) {
    if (composed.has(given.key) || given.adds) return judge_.holds();
    const Span span = key_span(study_.page.source, given);
    if (!composed.why_not.empty()) return judge_.undecided(span, composed.why_not);
    if (composed.may_have(given.key)) {
      return judge_.undecided(span, "the configuration leaves open what lies there");
    }
    if (study_.facts.mentions(tree_, "ConfigStore") != Presence::absent) {
      return judge_.undecided(span, "the code stores configurations of its own");
    }
    const std::vector<std::string> keys(composed.keys.begin(), composed.keys.end());
    const auto near = near_spelling(given.key, keys);
    std::string message = fmt::format("{} is no key of the configuration that Hydra composes of {}",
                                      quoted(given.key), composed.path);
    message += near ? fmt::format("; did you mean {}?", quoted(*near))
                    : fmt::format("; {} would add it", quoted("+" + given.key + "=..."));
    Finding& finding =
        judge_.untrue(span, std::move(message), call_.standpoint, {{composed.path, 0}});
    if (near) finding.fix = Fix{"write " + *near, Safety::unsafe, {{span, *near}}};
  }

  Study& study_;
  Judge& judge_;
  const ProgramCall& call_;
  const code::Tree& tree_;
  const std::string& folder_;
  const HydraCommand command_;
  std::map<std::string, std::string> chosen_;
};

}  // namespace

void judge_hydra_overrides(Study& study, Judge& judge, const ProgramCall& call) {
  HydraJudgement(study, judge, call).judge();
}

}  // namespace recipe::check
