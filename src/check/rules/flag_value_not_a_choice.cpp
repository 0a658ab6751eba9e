#include <algorithm>

#include "base/text.h"
#include "check/flag_names.h"
#include "check/rule.h"
#include "check/spelling.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

bool is_plain_value(const ShellWord& word) {
  return word.literal() && !word.value.empty() &&
         word.value.find_first_of("<>[]{}|$,") == std::string::npos &&
         word.value.find("...") == std::string::npos;
}

void check_choices(Study& study, Judge& judge) {
  for (const ProgramCall& call : study.shared<ProgramCalls>().all) {
    if (call.script == nullptr) continue;
    for (const GivenFlag& given : flags_of(call.arguments)) {
      if (!is_plain_flag(given) || !given.value || !is_plain_value(*given.value)) continue;
      const code::Flag* flag = call.script->interface.find(given.name);
      if (flag == nullptr || flag->choices.empty() || flag->takes == code::Takes::nothing) continue;
      const std::string& value = given.value->value;
      const auto& choices = flag->choices;
      if (std::find(choices.begin(), choices.end(), value) != choices.end()) {
        judge.holds();
        continue;
      }
      std::string message = quoted(value) + " is no choice of " + quoted(given.name) +
                            ", which takes " + printable(join(choices, ", ").substr(0, 200));
      const auto near = near_spelling(value, choices);
      if (near) message += "; did you mean " + quoted(*near) + "?";
      Finding& finding =
          judge.untrue(given.value->span, std::move(message), call.standpoint, {flag->place});
      const std::string_view text = study.page.source.text(given.value->span);
      if (near && text.ends_with(value)) {
        const Span span{given.value->span.end - value.size(), given.value->span.end};
        finding.fix = Fix{"write " + *near, Safety::unsafe, {{span, *near}}};
      } else if (!near && finding.severity == Severity::error) {
        finding.severity = Severity::warning;
      }
    }
  }
}

}  // namespace

constexpr Rule rules::flag_value_not_a_choice = {
    .name = "flag-value-not-a-choice",
    .code = "RC502",
    .family = Family::flags,
    .severity = Severity::error,
    .summary = "a value that is not among the choices of its option",
    .document =
        "Some options take one of a list of values and refuse all others. The value that a command "
        "gives is looked for in that list. Variables, placeholders and lists of values are left "
        "alone.",
    .bad = "```sh\npython train.py --precision fp-16\n```\n",
    .good = "```sh\npython train.py --precision fp16\n```\n",
    .check = check_choices,
};

}  // namespace recipe::check
