#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/evidence.h"
#include "document/page.h"

namespace recipe::check {

/// Whether a document tells how a model is trained, and what speaks for or against it.
struct Judgement {
  bool describes = false;
  std::vector<std::string> reasons;
};

/// It does if it shows how training is started and says some of what belongs to a training, or
/// gives results with much else of that. What is named for another purpose, such as
/// CONTRIBUTING.md, does not. `path` is the document's within the repository.
Judgement describes_training(const document::Page& page, std::string_view path);
Judgement describes_training(const document::Page& page, std::string_view path,
                             const EvidenceFound& evidence);

}  // namespace recipe::check
