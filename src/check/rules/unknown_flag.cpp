#include <algorithm>
#include <map>

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
  if (hands_all_on(call)) return call.path + " hands on what it is given";
  return "";
}

/// An option that one program refuses, wherever the document gives it.
struct Refused {
  const ProgramCall* call = nullptr;
  std::string name;
  std::optional<MeantFlag> meant;
  std::vector<Span> places;
};

void refuse(Judge& judge, const Refused& refused) {
  const ProgramCall& call = *refused.call;
  const code::Interface& interface = call.script->interface;
  std::vector<code::Place> seen = {{call.path, 0}};
  std::string message = quoted(refused.name) + " is no option of " + call.path;
  if (interface.drops) {
    message += ", which drops it without a word";
    seen.front() = *interface.drops;
  }
  const auto& meant = refused.meant;
  if (meant) {
    message += meant->sure ? "; did you mean " : "; it has ";
    message += quoted(meant->text) + (meant->sure ? "?" : "");
    if (meant->flag != nullptr) seen.push_back(meant->flag->place);
  }
  if (refused.places.size() > 1) {
    message += " (and in " + counted(refused.places.size() - 1, "more command") + ")";
  }
  Finding& finding =
      judge.untrue(refused.places.front(), std::move(message), call.standpoint, seen);
  if (!meant || !meant->sure) {
    finding.severity = std::min(finding.severity, Severity::warning);
    return;
  }
  Fix fix{"write " + meant->text, meant->only_separators ? Safety::safe : Safety::unsafe, {}};
  for (const Span& place : refused.places) fix.edits.push_back({place, meant->text});
  finding.fix = std::move(fix);
}

class Options {
 public:
  Options(Study& study, Judge& judge) : study_(study), judge_(judge) {}

  void run() {
    for (const ProgramCall& call : study_.shared<ProgramCalls>().all) {
      if (call.script != nullptr) {
        for (const GivenFlag& given : flags_of(call.arguments)) look_at(call, given);
        continue;
      }
      const bool any = std::any_of(call.arguments.begin(), call.arguments.end(),
                                   [](const auto& word) { return looks_like_flag(word.value); });
      if (any) judge_.undecided(call.run.program.span, call.why);
    }
    for (const Refused& refused : refused_) refuse(judge_, refused);
  }

 private:
  void look_at(const ProgramCall& call, const GivenFlag& given) {
    if (!is_plain_flag(given)) return;
    const code::Interface& interface = call.script->interface;
    if (accepted_flag(interface, given.name) != nullptr) return judge_.holds();
    if (interface.spelling.yaml_overrides || interface.composed) return;  // as overrides
    const Span place = name_span(study_.page.source, given);
    if (++unknown_ > most_unknown) return judge_.undecided(place, "too many options are not known");
    const std::string key = call.standpoint.tree->commit() + "\n" + call.path + "\n" + given.name;
    if (const auto known = index_.find(key); known != index_.end()) {
      refused_[known->second].places.push_back(place);
      return;
    }
    const auto meant = meant_flag(interface, given.name);
    std::string why = doubt(call, given.name, meant && meant->sure);
    if (!why.empty()) return judge_.undecided(place, std::move(why));
    index_.emplace(key, refused_.size());
    refused_.push_back({&call, given.name, meant, {place}});
  }

  Study& study_;
  Judge& judge_;
  std::size_t unknown_ = 0;
  std::map<std::string, std::size_t> index_;  ///< in `refused_`, by commit, program and name
  std::vector<Refused> refused_;
};

void check_flags(Study& study, Judge& judge) { Options(study, judge).run(); }

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
