#pragma once

#include <string>
#include <vector>

#include "base/quantity.h"
#include "check/hyperparameter.h"
#include "document/page.h"

namespace recipe::check {

/// A hyperparameter's value as the authors say they trained with it.
struct HyperparameterClaim {
  const KnownHyperparameter* what = nullptr;
  Value value;
  Span span;
  std::size_t heading = document::no_index;
};

/// Those of paragraphs and items of lists. What the reader could, should or may do is no claim, nor
/// what others did.
std::vector<HyperparameterClaim> hyperparameter_claims(const document::Page& page);

}  // namespace recipe::check
