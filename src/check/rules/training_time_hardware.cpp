#include "check/rule.h"

namespace recipe::check {
namespace {

void check_time(Study& study, Judge& judge) {
  const document::Dynamics& dynamics = study.recipe.dynamics;
  if (!study.recipe.has_outline() || !dynamics.training_time) return;
  if (dynamics.hardware) return judge.holds();
  judge.untrue(dynamics.training_time->span,
               "this time says nothing without the machine: name it in a field `Hardware:`");
}

}  // namespace

constexpr Rule rules::training_time_hardware = {
    .name = "training-time-hardware",
    .code = "RC132",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a training time of a recipe without its hardware",
    .document =
        "A training time is judged only on the hardware that it names, and of no use to a reader "
        "who does not know what it ran on.",
    .bad = "- Training time: 24 h\n",
    .good = "- Training time: 24 h\n- Hardware: 4 x NVIDIA V100\n",
    .check = check_time,
};

}  // namespace recipe::check
