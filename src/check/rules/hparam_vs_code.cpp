#include <fmt/format.h>

#include "check/hyperparameter_facts.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

std::string said_of(const HyperparameterClaim& claim, const Study& study) {
  if (claim.value.boolean() != nullptr) {
    return fmt::format("{} is said to be used", claim.what->name);
  }
  return fmt::format("the {} is given as {}", claim.what->name, study.page.source.text(claim.span));
}

void check_hyperparameters(Study& study, Judge& judge) {
  for (const HyperparameterClaim& claim : hyperparameter_claims(study)) {
    const HyperparameterFacts facts = facts_of(study, claim);
    switch (facts.agreement) {
      case Agreement::agrees:
        judge.holds();
        break;
      case Agreement::cannot_tell:
        judge.undecided(claim.span, facts.why);
        break;
      case Agreement::differs:
        judge.untrue(claim.span, fmt::format("{}, but {}", said_of(claim, study), facts.truth),
                     study.standpoint(claim.span.begin), facts.places);
        break;
    }
  }
}

}  // namespace

constexpr Rule rules::hparam_vs_code = {
    .name = "hparam-vs-code",
    .code = "RC602",
    .family = Family::values,
    .severity = Severity::warning,
    .summary = "a hyperparameter that the training program does not use",
    .document =
        "Hyperparameters are written down from memory, and then the code changes. This reads what "
        "sentences, lists and tables say of learning rate and its schedule, momentum, weight "
        "decay, "
        "epochs, "
        "steps and batch size, and compares it with the constants, the defaults and the document's "
        "own commands for the program that trains, and the files of settings that these name. A "
        "recipe's field whose variable the commands use is true by itself.\n"
        "\n"
        "It speaks only where the document names one training program, and nothing else may set "
        "the value: no file of settings that cannot be read, no shell script, no flag that the "
        "document's commands "
        "leave to the reader. Of several values in the code one must agree. What a sentence says "
        "that one could or should do is no claim.",
    .bad =
        "`python train.py` has `lr_boundaries = [500000, 1000000]`.\n\n"
        "The learning rate is divided by 10 after 150000 and 300000 iterations.",
    .good =
        "`python train.py` has `lr_boundaries = [500000, 1000000]`.\n\n"
        "The learning rate is divided by 10 after 500000 and 1000000 iterations.",
    .check = check_hyperparameters,
};

}  // namespace recipe::check
