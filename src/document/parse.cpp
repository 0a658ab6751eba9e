#include <algorithm>

#include "document/read_code.h"
#include "document/read_data.h"
#include "document/read_dynamics.h"
#include "document/read_environment.h"
#include "document/read_hyperparameters.h"
#include "document/read_targets.h"
#include "document/read_timing.h"
#include "document/table.h"

namespace recipe::document {
namespace {

void read_section(Reading& reading, const SectionText& section) {
  Recipe& recipe = reading.recipe;
  switch (section.kind) {
    case SectionKind::raw_data_path:
      return read_data(reading, section, recipe.raw);
    case SectionKind::processing_path:
      return read_data(reading, section, recipe.processed);
    case SectionKind::outputs:
      return read_data(reading, section, recipe.model);
    case SectionKind::processing_code:
      return read_code(reading, section, recipe.code[Stage::processing]);
    case SectionKind::optimization_code:
      return read_code(reading, section, recipe.code[Stage::training]);
    case SectionKind::metrics_code:
      return read_code(reading, section, recipe.code[Stage::evaluation]);
    case SectionKind::inference_code:
      return read_code(reading, section, recipe.code[Stage::inference]);
    case SectionKind::serialization:
      return read_code(reading, section, recipe.code[Stage::serialization]);
    case SectionKind::hyperparameters:
      return read_hyperparameters(reading, section);
    case SectionKind::targets:
      return read_targets(reading, section);
    case SectionKind::dynamics:
      return read_dynamics(reading, section);
    case SectionKind::timing:
      return read_timing(reading, section);
    case SectionKind::environment:
      return read_environment(reading, section);
    default:
      return;
  }
}

bool applies(const Recipe& recipe, SectionKind kind) {
  const Section* section = recipe.section(kind);
  return section == nullptr || !section->not_applicable;
}

}  // namespace

Recipe parse(SourceText source) {
  Recipe recipe;
  recipe.source = std::move(source);
  Markdown markdown = read_markdown(recipe.source);
  recipe.diagnostics = std::move(markdown.diagnostics);
  Reading reading(recipe.source, markdown, recipe);
  const std::vector<SectionText> sections = find_sections(reading, markdown.blocks);
  // Profiles are columns of other sections' tables.
  for (const SectionText& section : sections) {
    if (section.kind == SectionKind::hyperparameters) read_profiles(reading, section);
  }
  for (const SectionText& section : sections) {
    report_ragged_rows(reading, section.blocks);
    if (applies(recipe, section.kind)) read_section(reading, section);
  }
  std::stable_sort(
      recipe.diagnostics.begin(), recipe.diagnostics.end(),
      [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
  return recipe;
}

}  // namespace recipe::document
