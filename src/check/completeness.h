#pragma once

#include <string>
#include <vector>

#include "check/evidence.h"
#include "check/item.h"
#include "check/study.h"

namespace recipe::check {

struct ItemFound {
  const Item* item = nullptr;
  Evidenced where;
};

/// Which items a document has. A score, not a fault: nobody owes an outline.
struct Completeness {
  std::vector<ItemFound> found;      ///< in the order of items.def
  std::vector<const Item*> missing;  ///< what would help most first
  int score = 0;                     ///< 0 to 100: the weight of what was found in that of all

  bool has(ItemKind kind) const;
};

/// A recipe is asked for the sections of the outline, of which one that says why it does not apply
/// counts; any other document for evidence of any kind. Commits are told apart by `study`.
Completeness completeness_of(const Study& study);

}  // namespace recipe::check
