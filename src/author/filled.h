#pragma once

#include <string_view>
#include <vector>

#include "document/recipe.h"

namespace recipe::author {

/// Who can say it: a program that has watched a run, or only a person.
enum class SaidBy { machine, person };

/// A row of outline_items.def, where the columns are explained.
struct OutlineItem {
  std::string_view key;
  document::SectionKind section;
  SaidBy by;
  int rank;
  std::string_view sentence;
};

/// An item that applies to a recipe.
struct ItemState {
  const OutlineItem* item = nullptr;
  bool there = false;
};

/// The items that apply, in the order of the outline. A section that says that it does not apply
/// has none, and evaluation by the training script has no commit and commands of its own. An item
/// is there where the format's reader finds it, or, of a description, where the section holds
/// anything: a comment, an empty field and a command in angle brackets are nothing.
std::vector<ItemState> items_of(const document::Recipe& recipe);

}  // namespace recipe::author
