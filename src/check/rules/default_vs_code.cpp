#include <fmt/format.h>

#include "base/text.h"
#include "check/claimed_value.h"
#include "check/default_claims.h"
#include "check/flag_facts.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

/// What the programs say together: agreement of one is enough.
Agreement together(const ClaimedFlag& claimed, const DefaultClaim& claim) {
  Agreement all = Agreement::differs;
  for (const DefinedFlag& defined : claimed.definitions) {
    const Agreement one = compare_default(claim.value, claim.plain, defined.as_run());
    if (one == Agreement::agrees) return one;
    if (one == Agreement::cannot_tell) all = one;
  }
  return all;
}

/// "`0.01`, but `--lr` of train.py is required, and run.sh gives it `0.1`"
std::string truth_of_claim(const DefaultClaim& claim, const ClaimedFlag& claimed) {
  const DefinedFlag& first = claimed.definitions.front();
  std::string text =
      fmt::format("the default of {} is given as {}, but it is {} in {}", claim.names.back(),
                  claim.value.empty() ? "empty" : quoted(claim.value), shown_default(*first.flag),
                  first.script->path);
  for (const DefinedFlag& defined : claimed.definitions) {
    if (defined.given_by == nullptr) continue;
    text += fmt::format(", and {} gives it {}", defined.given_by->path,
                        shown_default(defined.given.defaults));
    break;
  }
  return text;
}

void judge_claim(const DefaultClaim& claim, Study& study, Judge& judge) {
  const ClaimedFlag claimed = flag_of_claim(study, claim);
  if (claimed.definitions.empty()) {
    // A word in code at the front of a paragraph is no flag unless a program says so.
    if (claim.dashed()) judge.undecided(claim.span, "no program that the document names has it");
    return;
  }
  const Agreement agreement = together(claimed, claim);
  if (agreement == Agreement::agrees) return judge.holds();
  if (agreement == Agreement::cannot_tell) {
    return judge.undecided(claim.span, "the default is computed, or given in words");
  }
  if (claimed.lacking) {
    return judge.undecided(claim.span, "the programs that the section names do not have it");
  }
  if (claim.cut) return judge.undecided(claim.span, "the value may be cut off");
  if (!claim.remark.empty()) return judge.undecided(claim.span, "words behind it qualify it");
  std::vector<code::Place> places;
  for (const DefinedFlag& defined : claimed.definitions) {
    places.push_back(defined.as_run().defaults.place.path.empty()
                         ? defined.as_run().place
                         : defined.as_run().defaults.place);
    if (places.size() == 3) break;
  }
  const auto& fallback = claimed.definitions.front().flag->fallback;
  if (fallback) places.push_back(fallback->place);
  Finding& finding = judge.untrue(claim.span, truth_of_claim(claim, claimed),
                                  study.standpoint(claim.span.begin), places);
  if (!claimed.named && finding.severity == Severity::error) finding.severity = Severity::warning;
}

void check_defaults(Study& study, Judge& judge) {
  for (const DefaultClaim& claim : default_claims(study.page)) judge_claim(claim, study, judge);
}

}  // namespace

constexpr Rule rules::default_vs_code = {
    .name = "default-vs-code",
    .code = "RC601",
    .family = Family::values,
    .severity = Severity::warning,
    .summary = "a default that is not the one in the code",
    .document =
        "A reader who leaves a flag out trains with what the code says, not with what the document "
        "says. This reads the defaults that help output, lists of flags and tables give, finds the "
        "program they are about (the one in the `usage:` line, one named before in the section, "
        "else those of the document that have the flag), and compares typed values: `1e-4` is "
        "`0.0001`, `[3 3 3]` is `[3, 3, 3]`, `disabled` is `False`.\n"
        "\n"
        "A required flag has no default, unless a shell script that runs the program gives it one. "
        "Where several programs may be meant and one agrees, the claim holds. Where the program "
        "puts "
        "something in place of a default such as `None`, as `args.steps = args.steps or 20` does, "
        "either may be claimed. Values that are cut, "
        "computed, qualified or told in words are undecided.",
    .bad = "`python train.py` takes\n\n- `--lr`: learning rate (default: `0.01`)",
    .good = "`python train.py` takes\n\n- `--lr`: learning rate (default: `0.0001`)",
    .check = check_defaults,
};

}  // namespace recipe::check
