#pragma once

#include <string_view>

#include "dynamics/log.h"
#include "dynamics/split_of_tag.h"

namespace recipe::dynamics {

/// What Hugging Face's Trainer logs under a key: `eval_` and `test_` name their splits, all else is
/// of the training, also `train_loss`, which is the mean of the whole run at its end.
TagName name_of_trainer_key(std::string_view key);

/// Reads a `trainer_state.json` into a run: of its `log_history` every number at its step and
/// epoch, of the rest what was set. False if the text ends early or is none; what was read so far
/// counts.
bool read_trainer_state(std::string_view text, FoundRun& run);

}  // namespace recipe::dynamics
