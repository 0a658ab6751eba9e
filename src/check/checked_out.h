#pragma once

#include <string>
#include <vector>

#include "check/study.h"

namespace recipe::check {

/// A commit that the document's commands put in place: `git checkout HASH`, `git switch --detach
/// HASH`, `git reset --hard HASH`.
struct CheckedOut {
  std::string id;  ///< in lower case
  Span span;
  std::string why;  ///< why it cannot be told whose commit it is; empty: of this repository
};

/// In the order of the text. For Study::shared.
struct CheckedOutCommits {
  explicit CheckedOutCommits(Study& study);

  std::vector<CheckedOut> all;
};

}  // namespace recipe::check
