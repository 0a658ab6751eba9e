#include "author/stage_sections.h"

namespace recipe::author {

using document::SectionKind;
using document::Stage;

SectionKind code_section_of(Stage stage) {
  switch (stage) {
    case Stage::processing:
      return SectionKind::processing_code;
    case Stage::training:
      return SectionKind::optimization_code;
    case Stage::evaluation:
      return SectionKind::metrics_code;
    case Stage::serialization:
      return SectionKind::serialization;
    case Stage::inference:
      return SectionKind::inference_code;
    default:
      return SectionKind::root;
  }
}

}  // namespace recipe::author
