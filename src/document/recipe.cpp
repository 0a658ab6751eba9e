#include "document/recipe.h"

#include <algorithm>

namespace recipe::document {
namespace {

template <class T>
const At<T>& chosen(const At<T>& base, const std::map<std::string, At<T>>& by_profile,
                    const std::string& profile) {
  const auto found = by_profile.find(profile);
  return found == by_profile.end() ? base : found->second;
}

}  // namespace

bool Code::runnable() const {
  return !unfilled && std::any_of(blocks.begin(), blocks.end(), [](const CommandBlock& block) {
    return block.purpose == Purpose::run;
  });
}

std::string Part::file_name() const {
  if (name) return name->value;
  return sources.empty() ? std::string() : sources.front().value.last_name();
}

const At<Value>& Hyperparameter::in(const std::string& profile) const {
  return chosen(value, by_profile, profile);
}

const At<Quantity>& Target::in(const std::string& profile) const {
  return chosen(target, by_profile, profile);
}

const Section* Recipe::section(SectionKind kind) const {
  const auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const Section& section) { return section.kind == kind; });
  return found == sections.end() ? nullptr : &*found;
}

bool Recipe::has_outline() const {
  return section(SectionKind::raw_data) != nullptr &&
         section(SectionKind::optimization) != nullptr && section(SectionKind::targets) != nullptr;
}

bool Recipe::is_recipe() const {
  const bool commit = std::any_of(code.begin(), code.end(), [](const auto& entry) {
    const auto& checkouts = entry.second.checkouts;
    return std::any_of(checkouts.begin(), checkouts.end(),
                       [](const Checkout& checkout) { return checkout.commit.has_value(); });
  });
  return has_outline() && (commit || !targets.empty());
}

bool Recipe::has_profile(const std::string& name) const {
  return std::any_of(profiles.begin(), profiles.end(),
                     [&](const At<std::string>& profile) { return profile.value == name; });
}

}  // namespace recipe::document
