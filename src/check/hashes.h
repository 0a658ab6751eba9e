#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/facts.h"
#include "document/page.h"

namespace recipe::check {

struct NamedCommit;

/// Of 7 to 64 digits in lower case, neither all letters, as a word may be, nor all decimals.
bool looks_like_hash(std::string_view word);

/// Hexadecimal digits in running text that may be a commit.
struct Hash {
  std::string id;  ///< in lower case
  Span span;
  std::size_t passage = 0;
  /// What stands around it says that it is another project's: a URL of another owner, a clone.
  bool elsewhere = false;
  /// What stands around it calls it a commit: the word, a checkout, a URL.
  bool called_commit = false;
  /// It stands in the address of a file or folder that nothing around calls a commit: a place to
  /// read, not one to check out.
  bool to_read = false;
};

/// Every one that looks like a hash.
std::vector<Hash> hashes_in(const document::Page& page, const Facts& facts);

/// The commits of this repository that the document names, each with the section or row that it
/// holds for.
std::vector<NamedCommit> named_commits(const document::Page& page, Facts& facts);

}  // namespace recipe::check
