#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "document/recipe.h"

namespace recipe::author {

/// What became of one commit.
struct PinnedCommit {
  document::Stage stage = document::Stage::training;
  std::size_t line = 1;  ///< in the document as it was
  std::string before;    ///< empty: there was none
};

/// The edits that make every Code section of this repository name one commit.
struct Pins {
  std::vector<Edit> edits;
  std::vector<PinnedCommit> changed;
  std::vector<PinnedCommit> kept;  ///< name it already
};

/// Replaces the commits of checkouts that are of the recipe's own repository, whose remote is
/// `origin` (empty without one), by `head`; where a Code section has commands but no commit, adds
/// `- Commit:`. Sections of other repositories stay as they are.
Pins pin(const document::Recipe& recipe, const std::string& head, const std::string& origin);

/// True if both name one repository, however they are written: https, ssh, user@host:path, with or
/// without `.git`.
bool same_repository(std::string_view a, std::string_view b);

}  // namespace recipe::author
