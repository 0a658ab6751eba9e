#pragma once

#include <string>
#include <vector>

#include "base/hyperparameter.h"
#include "base/quantity.h"
#include "check/study.h"

namespace recipe::check {

/// A hyperparameter's value as the authors say they trained with it.
struct HyperparameterClaim {
  const KnownHyperparameter* what = nullptr;
  Value value;
  Span span;
  std::size_t heading = document::no_index;
  std::string variable;  ///< of a recipe's field: in which its commands find it
};

/// Those of paragraphs, items of lists and tables of hyperparameters. What the reader could, should
/// or may do is no claim, nor what others did.
std::vector<HyperparameterClaim> hyperparameter_claims(const Study& study);

}  // namespace recipe::check
