#include "check/curve_ends.h"
#include "check/rule.h"
#include "data/digest_of.h"
#include "dynamics/figure_mark.h"

namespace recipe::check {
namespace {

void check_figures(Study& study, Judge& judge) {
  const code::Tree& tree = *study.facts.tree("");
  const std::string curves = curves_path(study.path);
  const std::string folder(code::folder_of(study.path));
  for (const auto& figure : study.recipe.dynamics.figures) {
    const auto path = code::resolved(folder, figure.value);
    if (!path || !path->ends_with(".svg")) continue;
    const auto svg = tree.read(*path);
    const auto digest = svg ? dynamics::marked_digest(**svg) : std::nullopt;
    if (!digest) continue;
    const auto text = tree.read(curves);
    if (!text) {
      judge.undecided(figure.span, "the curves, " + curves + ", cannot be read");
    } else if (data::digest_of_bytes(**text).to_string() == *digest) {
      judge.holds();
    } else {
      judge
          .untrue(figure.span, "the figure was drawn from other numbers than stand in " + curves +
                                   ": draw it again, by recording the training or by recipe run "
                                   "--update, and commit both")
          .evidence.push_back({*path, 0, ""});
    }
  }
}

}  // namespace

constexpr Rule rules::figure_of_other_curves = {
    .name = "figure-of-other-curves",
    .code = "RC134",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a figure that was drawn from other curves than those beside the recipe",
    .document =
        "A figure that recipe draws carries the digest of the curves it was drawn from. Where the "
        "file of curves beside the recipe is another one, the reader sees one training and the "
        "program compares with another. Figures from elsewhere carry none and are left alone.",
    .bad = "![Curves of one seed](net.dynamics.svg)\n",
    .good = "![Curves of all seeds](net.dynamics.svg)\n",
    .check = check_figures,
};

}  // namespace recipe::check
