#pragma once

#include <string_view>
#include <vector>

#include "document/reading.h"

namespace recipe::document {

/// A paragraph, a list item or a row of a two-column table.
struct Statement {
  std::optional<Slice> name;    ///< of a list item or row that says `Name: value`
  Slice value;                  ///< what stands behind the name; without a name all of the text
  Span place;                   ///< the whole statement
  const Block* item = nullptr;  ///< of a list item, whose nested list may say more

  bool is_field() const { return name.has_value(); }
};

/// What the blocks say, in order. Tables of more than two columns are left out.
std::vector<Statement> statements_in(Reading& reading, const Blocks& blocks);

/// `Name: value`, the colon outside of code and links with space behind it.
std::optional<Statement> split_field(Slice text);

/// Whether a name is one of `names`, separated by |; compared without case, space, `-`, `_`.
bool is_named(std::string_view name, std::string_view names);
/// The first field with one of these names; null without one.
const Statement* find_field(const std::vector<Statement>& statements, std::string_view names);

}  // namespace recipe::document
