#include <algorithm>

#include "author/data_section.h"
#include "author/write_sections.h"
#include "base/digest.h"

namespace recipe::author {

using document::SectionKind;

void write_outputs(Draft& draft, const Observed& observed) {
  if (observed.stage != document::Stage::training) return;
  if (observed.outputs.empty() && observed.outputs_digest.empty()) return;
  SectionDraft section(draft, SectionKind::outputs);
  if (!section.applies()) return;
  const std::vector<document::Part>& parts = draft.recipe().model.parts;
  const bool published = std::any_of(
      parts.begin(), parts.end(), [](const document::Part& part) { return !part.sources.empty(); });
  remove_empty_fields(section, {source_field_names});
  if (!published && observed.outputs_digest.empty()) {
    remove_empty_fields(section, {digest_field_names});
  }
  if (published && observed.outputs.size() != 1) {
    draft.leave("Outputs names where the model is: compare its digest by hand");
  } else if (published) {
    write_digest(section, observed.outputs.front().digest);
  } else {
    write_digest(section, observed.outputs_digest);
  }
  write_listing(section, observed.outputs);
  section.finish();
}

}  // namespace recipe::author
