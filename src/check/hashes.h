#pragma once

#include <string>
#include <vector>

#include "check/facts.h"
#include "document/page.h"

namespace recipe::check {

struct NamedCommit;

/// Hexadecimal digits in running text that may be a commit.
struct Hash {
  std::string id;  ///< in lower case
  Span span;
  std::size_t passage = 0;
  /// What stands around it says that it is another project's: a URL of another owner, a clone.
  bool elsewhere = false;
  /// What stands around it calls it a commit: the word, a checkout, a URL.
  bool called_commit = false;
};

/// Every one of 7 digits or more that is not all letters or all decimals.
std::vector<Hash> hashes_in(const document::Page& page, const Facts& facts);

/// The commits of this repository that the document names, each with the section or row that it
/// holds for.
std::vector<NamedCommit> named_commits(const document::Page& page, Facts& facts);

}  // namespace recipe::check
