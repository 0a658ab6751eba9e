#include "check/rule.h"

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr const Rule* known_rules[] = {
#define RULE(name) &rules::name,
#include "check/rules.def"
#undef RULE
};

}  // namespace

std::span<const Rule* const> all_rules() { return known_rules; }

const Rule* rule_named(std::string_view name_or_code) {
  for (const Rule* rule : known_rules) {
    if (rule->name == name_or_code || lower(rule->code) == lower(name_or_code)) return rule;
  }
  return nullptr;
}

std::string_view to_string(Family family) {
  switch (family) {
    case Family::structure:
      return "structure";
    case Family::links:
      return "links";
    case Family::paths:
      return "paths";
    case Family::commands:
      return "commands";
    case Family::flags:
      return "flags";
    case Family::values:
      return "values";
    case Family::numbers:
      return "numbers";
    case Family::commits:
      return "commits";
    case Family::locations:
      return "locations";
    case Family::hygiene:
      return "hygiene";
  }
  return "";
}

}  // namespace recipe::check
