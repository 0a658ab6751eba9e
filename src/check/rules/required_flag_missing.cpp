#include <algorithm>

#include "base/text.h"
#include "check/flag_names.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

/// Whether a word is the value of the option before it, such as the `$epoch` of `--epoch $epoch`.
bool is_value(const ProgramCall& call, std::size_t at) {
  if (at == 0) return false;
  const std::string& option = call.arguments[at - 1].value;
  if (!looks_like_flag(option) || option.find('=') != std::string::npos) return false;
  const code::Flag* flag = accepted_flag(call.script->interface, option);
  return flag != nullptr && flag->takes == code::Takes::one;
}

/// Whether the words are all that the program gets: nothing is left to the reader.
bool is_complete(const ProgramCall& call) {
  if (call.command->inline_code || call.arguments.empty()) return false;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const ShellWord& word = call.arguments[i];
    // An expansion may be no word, or several.
    const bool may_hold_more = word.expands && !word.value.starts_with('-') && !is_value(call, i);
    if (may_hold_more || word.value.find("...") != std::string::npos ||
        word.value.starts_with('[') || word.value.starts_with('<') || word.value.starts_with('{') ||
        word.value == "-h" || word.value.starts_with("--help") || word.value.starts_with('@')) {
      return false;
    }
  }
  return true;
}

void check_required(Study& study, Judge& judge) {
  for (const ProgramCall& call : study.shared<ProgramCalls>().all) {
    if (call.script == nullptr || !is_complete(call)) continue;
    const code::Interface& interface = call.script->interface;
    if (!interface.closed() || interface.spelling.yaml_overrides) continue;
    std::vector<const code::Flag*> given;
    for (const GivenFlag& each : flags_of(call.arguments)) {
      given.push_back(accepted_flag(interface, each.name));
    }
    if (given.empty()) continue;
    std::vector<std::string> missing;
    std::vector<code::Place> seen;
    for (const code::Flag& flag : interface.flags) {
      if (flag.positional() || flag.defaults.kind != code::DefaultKind::required) continue;
      if (std::find(given.begin(), given.end(), &flag) != given.end()) continue;
      missing.push_back(quoted(flag.names.front()));
      seen.push_back(flag.place);
    }
    if (missing.empty()) {
      judge.holds();
      continue;
    }
    judge.untrue(
        call.run.program.span,
        "the command leaves out " + join(missing, ", ") + ", without which " + call.path + " stops",
        call.standpoint, seen);
  }
}

}  // namespace

constexpr Rule rules::required_flag_missing = {
    .name = "required-flag-missing",
    .code = "RC504",
    .family = Family::flags,
    .severity = Severity::info,
    .summary = "a command that leaves out an option without which the program stops",
    .document =
        "Some options must be given. A command in a code block that gives some options, and leaves "
        "nothing to the reader, is expected to give those too. Code spans in running text are left "
        "alone: they often show a part only.",
    .bad = "```sh\npython train.py --lr 0.1\n```\n",
    .good = "```sh\npython train.py --lr 0.1 --output out\n```\n",
    .check = check_required,
};

}  // namespace recipe::check
