#pragma once

#include "document/sections.h"

namespace recipe::document {

/// A Code section, or another that holds repository, commit and commands. What it says is added.
void read_code(Reading& reading, const SectionText& section, Code& code);

}  // namespace recipe::document
