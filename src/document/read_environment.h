#pragma once

#include "document/sections.h"

namespace recipe::document {

/// `Packages:` as a list or a table, and the commands that install what the recipe needs.
void read_environment(Reading& reading, const SectionText& section);

}  // namespace recipe::document
