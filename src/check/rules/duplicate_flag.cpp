#include <map>

#include "base/text.h"
#include "check/flag_names.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_duplicates(Study& study, Judge& judge) {
  for (const ProgramCall& call : study.shared<ProgramCalls>().all) {
    std::map<std::string, const GivenFlag*> first;
    const std::vector<GivenFlag> all = flags_of(call.arguments);
    for (const GivenFlag& given : all) {
      if (!given.name.starts_with("--") || !is_plain_flag(given)) continue;
      const auto [at, is_new] = first.emplace(given.name, &given);
      const code::Flag* flag =
          call.script == nullptr ? nullptr : call.script->interface.find(given.name);
      const bool may_repeat = flag != nullptr && flag->takes == code::Takes::many;
      if (is_new || may_repeat) {
        judge.holds();
        continue;
      }
      const std::string before = at->second->value ? at->second->value->value : "";
      const std::string now = given.value ? given.value->value : "";
      std::string message = quoted(given.name) + " is given twice";
      if (before == now || before.empty() || now.empty()) {
        message += "; leave one out";
      } else {
        message += ": the program takes " + quoted(now) + ", not " + quoted(before) +
                   "; one of them is wrong, or another option was meant";
      }
      // Of two the one with a value is the one to read.
      const GivenFlag& shown = at->second->value ? *at->second : given;
      judge.untrue(shown.word.span, std::move(message));
    }
  }
}

}  // namespace

constexpr Rule rules::duplicate_flag = {
    .name = "duplicate-flag",
    .code = "RC408",
    .family = Family::commands,
    .severity = Severity::warning,
    .summary = "the same option twice in one command",
    .document =
        "Of an option that is given twice the last value counts, silently. Mostly another option "
        "was "
        "meant for one of them, such as `--test_size` for the second `--train_size`, or a value "
        "was changed in one place only. Options that collect several values are left alone.",
    .bad = "```sh\npython train.py --train_size 8 --train_size 4\n```\n",
    .good = "```sh\npython train.py --train_size 8 --test_size 4\n```\n",
    .check = check_duplicates,
};

}  // namespace recipe::check
