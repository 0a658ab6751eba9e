#pragma once

#include <string>

#include "check/study.h"
#include "check/web_address.h"

namespace recipe::check {

/// What a page of this repository on a hosting site, or of another one at hand, stands for.
struct OwnPage {
  const code::Tree* tree = nullptr;  ///< null if the revision is not known here
  std::string revision;              ///< "master", "feature/x"
  std::string path;                  ///< from the root
  bool fixed = false;                ///< a commit or tag: its files stay as they are
  bool own = true;                   ///< false: of another repository
  std::string why;                   ///< where `tree` is null
};

/// Tells revision and path apart, also of a branch with a `/`. The usual names of the main branch
/// stand for the files that documents are checked by, where the repository has no such branch.
OwnPage own_page(const RepositoryAddress& address, Facts& facts);

}  // namespace recipe::check
