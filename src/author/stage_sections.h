#pragma once

#include "document/outline.h"
#include "document/stage.h"

namespace recipe::author {

/// The section that holds a stage's commands; root for a stage without one.
document::SectionKind code_section_of(document::Stage stage);

}  // namespace recipe::author
