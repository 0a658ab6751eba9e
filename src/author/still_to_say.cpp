#include <algorithm>

#include "author/filled.h"
#include "author/write.h"

namespace recipe::author {
namespace {

using document::Section;
using document::SectionKind;

constexpr int rank_of_contact = 7;
constexpr int rank_of_reasons = 16;

struct Ranked {
  int rank;
  StillToSay say;
};

std::size_t line_of(const document::Recipe& recipe, SectionKind kind) {
  const Section* section = recipe.section(kind);
  return section == nullptr ? 1 : recipe.source.line_at(section->heading.begin);
}

}  // namespace

std::vector<StillToSay> still_to_say(const document::Recipe& recipe) {
  std::vector<Ranked> ranked;
  const auto ask = [&](int rank, SectionKind section, std::string what) {
    ranked.push_back({rank, {section, line_of(recipe, section), std::move(what)}});
  };
  for (const ItemState& state : items_of(recipe)) {
    const OutlineItem& item = *state.item;
    // A target that is not there needs no tolerance.
    const bool without_target = item.key == "tolerances" && recipe.targets.empty();
    if (!state.there && item.rank > 0 && !without_target) {
      ask(item.rank, item.section, std::string(item.sentence));
    }
  }
  const document::Governance& raw = recipe.raw.governance;
  if (raw.access && raw.access->value == document::Access::restricted && !raw.contact) {
    ask(rank_of_contact, SectionKind::raw_data_path,
        "Say whom to ask for the raw data: `Contact:`.");
  }
  for (const Section& section : recipe.sections) {
    if (!section.not_applicable || !section.not_applicable->value.empty()) continue;
    ask(rank_of_reasons, section.kind,
        "Say why " + document::full_name(section.kind) +
            " does not apply, behind `Not applicable.`");
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
  std::vector<StillToSay> said;
  for (Ranked& each : ranked) said.push_back(std::move(each.say));
  return said;
}

}  // namespace recipe::author
