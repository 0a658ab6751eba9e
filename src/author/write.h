#pragma once

#include <string>
#include <vector>

#include "author/observed.h"
#include "base/diagnostic.h"
#include "document/recipe.h"

namespace recipe::author {

/// One thing that was written.
struct WrittenChange {
  document::SectionKind section = document::SectionKind::root;
  std::size_t line = 1;  ///< in the document as it was
  std::string what;      ///< "Commit", "Learning rate", "top1 (test)"
  std::string before;    ///< empty: it was not there
  std::string after;
};

struct Written {
  std::vector<Edit> edits;  ///< to be applied by document::apply
  std::vector<WrittenChange> changes;
  std::vector<std::string> left;  ///< what was not written, and why: sentences
};

/// The edits that put what was observed into the sections of its stage. A value in a field or a
/// table that differs is replaced in place; where a section holds only prose the fields are added
/// below; a section that is missing is added in the order of the outline. Prose is never changed.
/// Written again, nothing changes.
Written write_observed(const document::Recipe& recipe, const Observed& observed);

/// One thing that only a person can say.
struct StillToSay {
  document::SectionKind section = document::SectionKind::root;
  std::size_t line = 1;  ///< of the section's heading; 1 where it is missing
  std::string what;      ///< a sentence that begins with what to do
};

/// What a recipe still lacks, the most important first.
std::vector<StillToSay> still_to_say(const document::Recipe& recipe);

/// How many of the items that the outline asks for, and that apply, a recipe has: see
/// outline_items.def and filled.h. What a recording added is the difference of two counts.
struct Filled {
  std::size_t by_machine = 0;  ///< of those that are there, the ones that write_observed writes
  std::size_t there = 0;
  std::size_t all = 0;
};

Filled filled(const document::Recipe& recipe);

}  // namespace recipe::author
