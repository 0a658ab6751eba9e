#pragma once

#include <string>

#include "check/rule.h"

namespace recipe::cli {

/// What there is to say of a rule, as Markdown.
std::string rule_page(const check::Rule& rule);

/// docs/rules.md: a table of all rules, then each.
std::string rules_page();

}  // namespace recipe::cli
