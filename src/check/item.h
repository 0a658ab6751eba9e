#pragma once

#include <span>
#include <string_view>

#include "document/outline.h"

namespace recipe::check {

/// One per ITEM of items.def.
enum class ItemKind {
#define ITEM(key, name, weight, section, asked_by, advice) key,
#define EVIDENCE(item, place, phrases)
#include "check/items.def"
#undef EVIDENCE
#undef ITEM
};

/// What a training document needs to say; a row of items.def, where the columns are explained.
struct Item {
  ItemKind kind;
  std::string_view key;  ///< "training_code"
  std::string_view name;
  int weight;
  document::SectionKind section;
  std::string_view asked_by;
  std::string_view advice;
};

/// Where phrases count as evidence.
enum class EvidencePlace {
  heading,          ///< of a section that holds anything
  heading_code,     ///< of a section that holds commands
  heading_numbers,  ///< of a section that holds a table or a number with a fraction
  prose,            ///< running text, headings and cells of tables too
  column,           ///< the head of a table that holds numbers
  program,          ///< the name of a program or script that a command runs
  flag,             ///< a flag, a variable or an override with its value, in a command
  code,             ///< a line of a block of code: a program's own, a log
  link,             ///< the target of a link
  image,            ///< the target or the text of an image
};

/// A row of EVIDENCE in items.def.
struct Evidencing {
  ItemKind item;
  EvidencePlace place;
  std::string_view phrases;
};

std::span<const Item> items();
const Item& item(ItemKind kind);
std::span<const Evidencing> evidence_rows();

}  // namespace recipe::check
