#pragma once

#include <span>
#include <string_view>

#include "check/judge.h"

namespace recipe::check {

enum class Family {
  structure,
  links,
  paths,
  commands,
  flags,
  values,
  numbers,
  commits,
  locations,
  hygiene
};

/// One thing to check, with all that is said of it anywhere. One file of rules/ each.
struct Rule {
  std::string_view name;  ///< "unknown-flag"
  std::string_view code;  ///< "RC501": the family's digit and two more; never given twice
  Family family;
  Severity severity;         ///< of its findings, unless the rule says less
  std::string_view summary;  ///< one line: "a flag that the program does not accept"
  std::string_view
      document;          ///< Markdown: what it checks and how, why it matters, what it leaves alone
  std::string_view bad;  ///< an excerpt in which it finds something
  std::string_view good;  ///< the same, mended
  /// Null for what only the engine can tell, once all others have spoken.
  void (*check)(Study& study, Judge& judge);
};

namespace rules {
#define RULE(name) extern const Rule name;
#include "check/rules.def"
#undef RULE
}  // namespace rules

/// In the order of rules.def.
std::span<const Rule* const> all_rules();
/// By name or code; null if there is none.
const Rule* rule_named(std::string_view name_or_code);
std::string_view to_string(Family family);

}  // namespace recipe::check
