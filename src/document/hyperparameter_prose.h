#pragma once

#include <vector>

#include "document/inline.h"
#include "document/recipe.h"

namespace recipe::document {

/// Hyperparameters that a sentence states in the usual words: "SGD with momentum 0.9", "across 4
/// GPUs", "learning rate starts at 0.1, decayed by a factor of 10 after 150000 and 300000
/// iterations".
std::vector<Hyperparameter> hyperparameters_of_prose(Slice text);

}  // namespace recipe::document
