#pragma once

#include "document/sections.h"

namespace recipe::document {

/// `Training time:` with `Hardware:`, or a sentence that says how long training takes; figures.
void read_dynamics(Reading& reading, const SectionText& section);

}  // namespace recipe::document
