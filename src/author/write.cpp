#include "author/write.h"

#include <algorithm>

#include "author/write_sections.h"
#include "document/edit.h"

namespace recipe::author {

using document::Recipe;
using document::SectionKind;
using document::Stage;

namespace {

void write_stage(Draft& draft, const Observed& observed) {
  // In the outline's order, so that missing sections are added in it.
  write_raw_data(draft, observed);
  if (observed.stage == Stage::processing) write_code(draft, observed);
  write_processed_data(draft, observed);
  if (observed.stage == Stage::training) write_code(draft, observed);
  write_hyperparameters(draft, observed);
  write_dynamics(draft, observed);
  write_outputs(draft, observed);
  write_targets(draft, observed);
  if (observed.stage == Stage::evaluation) write_code(draft, observed);
  if (observed.stage == Stage::inference) write_code(draft, observed);
  write_timing(draft, observed);
  if (observed.stage == Stage::serialization) write_code(draft, observed);
  write_environment(draft, observed);
}

std::size_t count_of(const Recipe& recipe, SectionKind kind) {
  return static_cast<std::size_t>(
      std::count_if(recipe.sections.begin(), recipe.sections.end(),
                    [&](const document::Section& section) { return section.kind == kind; }));
}

/// Whether what was added is read as what it was meant to be, and all else as before.
bool is_read_back(const Recipe& before, const std::vector<Edit>& edits,
                  const std::vector<SectionKind>& added) {
  const auto text = document::apply(before.source, edits);
  if (!text) return false;
  const Recipe after = document::parse(SourceText(before.source.path(), *text));
  for (const document::OutlineRow& row : document::outline()) {
    const bool fresh = std::find(added.begin(), added.end(), row.kind) != added.end();
    const std::size_t was = count_of(before, row.kind);
    const std::size_t is = count_of(after, row.kind);
    // The headings above an added section may be added too.
    const bool may_grow =
        was == 0 && std::any_of(added.begin(), added.end(), [&](SectionKind kind) {
          while (kind != SectionKind::root && kind != row.kind) {
            kind = document::outline_row(kind).parent;
          }
          return kind == row.kind;
        });
    if (is != was && !(may_grow && is == 1)) return false;
    if (fresh && is != 1) return false;
  }
  return true;
}

}  // namespace

Written write_observed(const Recipe& recipe, const Observed& observed) {
  Draft draft(recipe);
  write_stage(draft, observed);
  const std::vector<SectionKind> added = draft.added();
  Written written = draft.take();
  if (added.empty() || is_read_back(recipe, written.edits, added)) return written;
  // Headings in an order of their own: only what is there is written.
  Draft careful(recipe, SectionsToAdd::none);
  write_stage(careful, observed);
  return careful.take();
}

}  // namespace recipe::author
