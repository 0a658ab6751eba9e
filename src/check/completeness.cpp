#include "check/completeness.h"

#include <algorithm>

#include "base/text.h"
#include "check/hashes.h"
#include "check/phrases.h"
#include "check/recipe_sections.h"

namespace recipe::check {
namespace {

using document::SectionKind;
using document::Stage;

std::optional<Evidenced> commit_of_stage(const document::Recipe& recipe, Stage stage) {
  const auto code = recipe.code.find(stage);
  if (code == recipe.code.end()) return std::nullopt;
  for (const document::Checkout& checkout : code->second.checkouts) {
    if (checkout.commit)
      return Evidenced{checkout.commit->span, "commit " + checkout.commit->value.substr(0, 12)};
  }
  return std::nullopt;
}

std::optional<Evidenced> section_of_item(const document::Recipe& recipe, const Item& item) {
  for (const document::Section& section : recipe.sections) {
    if (section.kind != item.section || !is_answered(recipe, section)) continue;
    return Evidenced{section.heading, "the section " + full_name(section.kind)};
  }
  return std::nullopt;
}

std::optional<Evidenced> in_recipe(const document::Recipe& recipe, const EvidenceFound& evidence,
                                   const Item& item) {
  switch (item.kind) {
    case ItemKind::processing_commit:
      return commit_of_stage(recipe, Stage::processing);
    case ItemKind::training_commit:
      return commit_of_stage(recipe, Stage::training);
    case ItemKind::data_licence:
      if (recipe.raw.governance.license) {
        return Evidenced{recipe.raw.governance.license->span, "the field License"};
      }
      return evidence.of(item.kind);
    default:
      break;
  }
  if (item.section == SectionKind::root) return evidence.of(item.kind);
  return section_of_item(recipe, item);
}

/// Commits of a document without the outline: under a heading about data they are of processing.
void add_commits(const Study& study, EvidenceFound& evidence) {
  static const Phrases about_data = [] {
    Phrases phrases;
    phrases.add("data|dataset|datasets|preprocess*|processing|preparation", 0);
    return phrases;
  }();
  for (const Hash& hash : hashes_in(study.page, study.facts)) {
    if (!hash.called_commit || hash.elsewhere) continue;
    const std::size_t heading = study.page.passages[hash.passage].heading;
    const bool data = heading != document::no_index &&
                      about_data.any_in(Lowered(study.page.headings[heading].text));
    evidence.add(data ? ItemKind::processing_commit : ItemKind::training_commit,
                 {hash.span, "commit " + hash.id.substr(0, 12)});
  }
}

}  // namespace

bool Completeness::has(ItemKind kind) const {
  return std::any_of(found.begin(), found.end(),
                     [kind](const ItemFound& one) { return one.item->kind == kind; });
}

Completeness completeness_of(const Study& study) {
  EvidenceFound evidence = find_evidence(study.page);
  const bool has_outline = study.recipe.has_outline();
  if (!has_outline) add_commits(study, evidence);
  Completeness completeness;
  int reached = 0;
  int all = 0;
  for (const Item& item : items()) {
    all += item.weight;
    auto where = has_outline ? in_recipe(study.recipe, evidence, item) : evidence.of(item.kind);
    if (where) {
      reached += item.weight;
      completeness.found.push_back({&item, std::move(*where)});
    } else {
      completeness.missing.push_back(&item);
    }
  }
  std::stable_sort(completeness.missing.begin(), completeness.missing.end(),
                   [](const Item* a, const Item* b) { return a->weight > b->weight; });
  completeness.score = (100 * reached + all / 2) / all;
  return completeness;
}

}  // namespace recipe::check
