#include "author/write.h"

#include "author/write_sections.h"

namespace recipe::author {

using document::Stage;

Written write_observed(const document::Recipe& recipe, const Observed& observed) {
  Draft draft(recipe);
  // In the outline's order, so that missing sections are added in it.
  write_raw_data(draft, observed);
  if (observed.stage == Stage::processing) write_code(draft, observed);
  write_processed_data(draft, observed);
  if (observed.stage == Stage::training) write_code(draft, observed);
  write_hyperparameters(draft, observed);
  write_dynamics(draft, observed);
  write_outputs(draft, observed);
  write_targets(draft, observed);
  if (observed.stage == Stage::evaluation) write_code(draft, observed);
  if (observed.stage == Stage::inference) write_code(draft, observed);
  write_timing(draft, observed);
  if (observed.stage == Stage::serialization) write_code(draft, observed);
  write_environment(draft, observed);
  return draft.take();
}

}  // namespace recipe::author
