#pragma once

#include "document/sections.h"

namespace recipe::document {

/// Measures from a table Measure, Value, Batch size, Hardware, Software, else from sentences.
void read_timing(Reading& reading, const SectionText& section);

}  // namespace recipe::document
