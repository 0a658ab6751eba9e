#include <algorithm>

#include "base/text.h"
#include "check/flag_names.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

/// Looking for what was meant takes longer than seeing that something is wrong.
constexpr std::size_t most_unknown = 300;

bool is_perhaps(const code::Interface& interface, std::string_view name) {
  return std::any_of(interface.perhaps.begin(), interface.perhaps.end(), [name](const auto& flag) {
    return std::find(flag.names.begin(), flag.names.end(), name) != flag.names.end();
  });
}

/// Why it cannot be told that the program refuses the option; empty if it can.
std::string doubt(const ProgramCall& call, std::string_view name, bool meant) {
  const code::Interface& interface = call.script->interface;
  // What is dropped without a word is as wrong, but only surely so where a near one was meant.
  if (!interface.closed() && !(meant && interface.drops)) return interface.open.front().first;
  if (interface.flags.empty()) return "no options were found in " + call.path;
  if (is_perhaps(interface, name)) return "another part of the code may define it";
  if (says_flag(call, name)) return "the code says it, in a way that is not understood";
  return "";
}

void refuse(Study& study, Judge& judge, const ProgramCall& call, const GivenFlag& given,
            const std::optional<MeantFlag>& meant) {
  const code::Interface& interface = call.script->interface;
  const Span span = name_span(study.page.source, given);
  std::vector<code::Place> seen = {{call.path, 0}};
  std::string message = quoted(given.name) + " is no option of " + call.path;
  if (interface.drops) {
    message += ", which drops it without a word";
    seen.front() = *interface.drops;
  }
  if (meant) {
    message += meant->sure ? "; did you mean " : "; it has ";
    message += quoted(meant->text) + (meant->sure ? "?" : "");
    if (meant->flag != nullptr) seen.push_back(meant->flag->place);
  }
  Finding& finding = judge.untrue(span, std::move(message), call.standpoint, seen);
  if (!meant || !meant->sure) {
    finding.severity = std::min(finding.severity, Severity::warning);
    return;
  }
  finding.fix = Fix{"write " + meant->text,
                    meant->only_separators ? Safety::safe : Safety::unsafe,
                    {{span, meant->text}}};
}

void check_flags(Study& study, Judge& judge) {
  std::size_t unknown = 0;
  for (const ProgramCall& call : study.shared<ProgramCalls>().all) {
    if (call.script == nullptr) {
      const bool any = std::any_of(call.arguments.begin(), call.arguments.end(),
                                   [](const auto& word) { return looks_like_flag(word.value); });
      if (any) judge.undecided(call.run.program.span, call.why);
      continue;
    }
    for (const GivenFlag& given : flags_of(call.arguments)) {
      if (!is_plain_flag(given)) continue;
      const code::Interface& interface = call.script->interface;
      if (accepted_flag(interface, given.name) != nullptr) {
        judge.holds();
        continue;
      }
      if (interface.spelling.yaml_overrides) continue;  // judged as an override
      if (++unknown > most_unknown) {
        judge.undecided(given.word.span, "too many options are not known");
        continue;
      }
      const auto meant = meant_flag(interface, given.name);
      const std::string why = doubt(call, given.name, meant && meant->sure);
      if (why.empty()) {
        refuse(study, judge, call, given, meant);
      } else {
        judge.undecided(name_span(study.page.source, given), why);
      }
    }
  }
}

}  // namespace

constexpr Rule rules::unknown_flag = {
    .name = "unknown-flag",
    .code = "RC501",
    .family = Family::flags,
    .severity = Severity::error,
    .summary = "an option that the program does not accept",
    .document =
        "The options of every command that runs a script of the repository are compared with those "
        "that the script defines at the commit that the section names: argparse, absl, click and "
        "others in Python, getopts and `case` in shell, common libraries in C++, through imports "
        "and launchers such as torchrun. Unique prefixes, `--no` forms and the like are accepted "
        "where the program accepts them.\n"
        "\n"
        "Left undecided is whatever the text of the code does not tell: options that are passed on "
        "to others, names that are computed, parsers that are handed to code outside of the "
        "repository. An option with a near spelling is an error, any other a warning.",
    .bad = "```sh\npython train.py --kv-store device\n```\n",
    .good = "```sh\npython train.py --kvstore device\n```\n",
    .check = check_flags,
};

}  // namespace recipe::check
