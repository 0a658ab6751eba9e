#include <fmt/format.h>

#include "base/text.h"
#include "check/equations.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_equations(Study& study, Judge& judge) {
  for (const document::Passage& passage : study.page.passages) {
    for (const Equation& equation : equations_in(passage.flat.text)) {
      if (comes_out(equation)) {
        judge.holds();
        continue;
      }
      judge.untrue(passage.flat.span(equation.begin, equation.end),
                   fmt::format("{} is {}, not {}; mend the number that is wrong", equation.left,
                               rounded(equation.value, 6), shortest(equation.right.value)));
    }
  }
}

}  // namespace

constexpr Rule rules::arithmetic = {
    .name = "arithmetic",
    .code = "RC701",
    .family = Family::numbers,
    .severity = Severity::warning,
    .summary = "a product or sum that does not come out",
    .document =
        "A reader who scales a batch size or a schedule to another machine starts from the "
        "arithmetic in the text. This computes every product, quotient and sum of plain numbers "
        "that the text carries out, such as `64 (per GPU) * 8 * 8 = 4096`; words in brackets "
        "behind a number explain it.\n"
        "\n"
        "A result may be rounded as it is written, `4 * 16384 = 64K` may count in powers of 1024, "
        "and behind `~` it may be 5 % off. Formulas with names in them are left alone.",
    .bad = "The batch is 64 (per GPU) * 8 (GPUs) = 256.",
    .good = "The batch is 64 (per GPU) * 8 (GPUs) = 512.",
    .check = check_equations,
};

}  // namespace recipe::check
