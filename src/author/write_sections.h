#pragma once

#include "author/draft.h"

namespace recipe::author {

// One part of what was observed each; what the observation does not hold is left alone.
void write_code(Draft& draft, const Observed& observed);
void write_raw_data(Draft& draft, const Observed& observed);
void write_processed_data(Draft& draft, const Observed& observed);
void write_hyperparameters(Draft& draft, const Observed& observed);
void write_dynamics(Draft& draft, const Observed& observed);
void write_outputs(Draft& draft, const Observed& observed);
void write_targets(Draft& draft, const Observed& observed);
void write_timing(Draft& draft, const Observed& observed);
void write_environment(Draft& draft, const Observed& observed);

}  // namespace recipe::author
