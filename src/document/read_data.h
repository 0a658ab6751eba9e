#pragma once

#include "document/sections.h"
#include "document/statement.h"

namespace recipe::document {

/// A Path or Outputs section: parts with their sources, governance, splits.
void read_data(Reading& reading, const SectionText& section, Data& data);

/// One part from what some statements say; none if they name no source.
std::optional<Part> part_from(Reading& reading, const std::vector<Statement>& statements);

}  // namespace recipe::document
