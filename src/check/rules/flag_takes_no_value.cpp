#include <algorithm>

#include "base/text.h"
#include "check/flag_names.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

/// A word behind an option that takes none is an operand, which is refused where there are none.
bool takes_operands(const code::Interface& interface) {
  return !interface.closed() ||
         std::any_of(interface.flags.begin(), interface.flags.end(),
                     [](const code::Flag& flag) { return flag.positional() || flag.rest; });
}

bool reads_as_truth(std::string_view value) {
  const std::string small = lower(value);
  return small == "true" || small == "false" || small == "1" || small == "0" || small == "yes" ||
         small == "no" || small == "on" || small == "off";
}

void check_values(Study& study, Judge& judge) {
  for (const ProgramCall& call : study.shared<ProgramCalls>().all) {
    if (call.script == nullptr || !call.script->interface.spelling.prefixes) continue;
    const code::Interface& interface = call.script->interface;
    for (const GivenFlag& given : flags_of(call.arguments)) {
      if (!is_plain_flag(given) || !given.name.starts_with("--")) continue;
      const code::Flag* flag = interface.find(given.name);
      if (flag == nullptr || flag->takes != code::Takes::nothing) continue;
      const bool operand = given.value && !given.joined && given.value->literal() &&
                           reads_as_truth(given.value->value) && !takes_operands(interface);
      if (!given.value || (!given.joined && !operand)) {
        judge.holds();
        continue;
      }
      const Span span{given.word.span.begin, given.value->span.end};
      Finding& finding = judge.untrue(
          span,
          quoted(given.name) + " takes no value: the program refuses " + quoted(given.value->value),
          call.standpoint, {flag->place});
      if (lower(given.value->value) == "true" || given.value->value == "1") {
        finding.fix = Fix{"leave the value out",
                          Safety::safe,
                          {{{name_span(study.page.source, given).end, span.end}, ""}}};
      }
    }
  }
}

}  // namespace

constexpr Rule rules::flag_takes_no_value = {
    .name = "flag-takes-no-value",
    .code = "RC503",
    .family = Family::flags,
    .severity = Severity::error,
    .summary = "a value for an option that takes none",
    .document =
        "A switch such as argparse's `store_true` is given or left out. With `=true` behind it the "
        "program stops, and with a blank and `True` too, unless it takes operands.",
    .bad = "```sh\npython train.py --amp=true\n```\n",
    .good = "```sh\npython train.py --amp\n```\n",
    .check = check_values,
};

}  // namespace recipe::check
