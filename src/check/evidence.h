#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "check/item.h"
#include "document/page.h"

namespace recipe::check {

/// Where a document says something of an item.
struct Evidenced {
  Span span;
  std::string by;        ///< what it was told by: "the heading \"Getting the data\""
  std::size_t rank = 0;  ///< the row of EVIDENCE; less is better
};

inline constexpr std::size_t item_count = 0
#define ITEM(key, name, weight, section, asked_by, advice) +1
#define EVIDENCE(item, place, phrases)
#include "check/items.def"
#undef EVIDENCE
#undef ITEM
    ;

/// For each item the best evidence, of several as good the first in the text.
class EvidenceFound {
 public:
  const std::optional<Evidenced>& of(ItemKind kind) const {
    return found_[static_cast<std::size_t>(kind)];
  }
  bool has(ItemKind kind) const { return of(kind).has_value(); }
  void add(ItemKind kind, Evidenced evidence);

 private:
  std::array<std::optional<Evidenced>, item_count> found_;
};

/// Reads a document of any outline for what items.def calls evidence.
EvidenceFound find_evidence(const document::Page& page);

}  // namespace recipe::check
