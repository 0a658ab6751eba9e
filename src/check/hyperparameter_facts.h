#pragma once

#include <string>
#include <vector>

#include "check/claimed_value.h"
#include "check/hyperparameter_claims.h"
#include "check/study.h"

namespace recipe::check {

/// What the code says of a claim.
struct HyperparameterFacts {
  Agreement agreement = Agreement::cannot_tell;
  std::string why;    ///< of one that cannot be told
  std::string truth;  ///< of one that differs: "`lr_boundaries` is [500000, 1000000] in train.py"
  std::vector<code::Place> places;
};

/// Compares a claim with the constants and defaults of the one program that trains, as far as
/// nothing else may set them: not the document's commands, nor files of settings.
HyperparameterFacts facts_of(Study& study, const HyperparameterClaim& claim);

}  // namespace recipe::check
