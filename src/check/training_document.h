#pragma once

#include <string>
#include <vector>

#include "document/page.h"

namespace recipe::check {

/// How much in a document says that it describes a training.
struct TrainingSigns {
  int score = 0;
  std::vector<std::string> signs;  ///< "a command that trains", "a heading Hyperparameters"

  bool describes_training() const { return score >= enough; }
  static constexpr int enough = 3;
};

/// Looks at headings, commands, metrics and hyperparameters. Every sign counts once.
TrainingSigns training_signs(const document::Page& page);

}  // namespace recipe::check
