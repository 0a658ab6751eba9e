#include "check/item.h"

namespace recipe::check {
namespace {

constexpr Item item_rows[] = {
#define ITEM(key, name, weight, section, asked_by, advice) \
  {ItemKind::key, #key, name, weight, document::SectionKind::section, asked_by, advice},
#define EVIDENCE(item, place, phrases)
#include "check/items.def"
#undef EVIDENCE
#undef ITEM
};

constexpr Evidencing evidencing_rows[] = {
#define ITEM(key, name, weight, section, asked_by, advice)
#define EVIDENCE(item, place, phrases) {ItemKind::item, EvidencePlace::place, phrases},
#include "check/items.def"
#undef EVIDENCE
#undef ITEM
};

}  // namespace

std::span<const Item> items() { return item_rows; }

const Item& item(ItemKind kind) { return item_rows[static_cast<std::size_t>(kind)]; }

std::span<const Evidencing> evidence_rows() { return evidencing_rows; }

}  // namespace recipe::check
