#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/engine.h"
#include "check/rule.h"

namespace recipe::check {

/// Rules by a word of a user: a name, a code, the beginning of a code (`RC5`) or a family
/// (`flags`); empty if it means none.
std::vector<const Rule*> rules_meant(std::string_view word);
/// "there is no rule `x`; did you mean `y`?"
std::string no_such_rule(std::string_view word);

/// How severe findings of rules are, where.
struct RuleLevel {
  std::vector<const Rule*> rules;
  std::optional<Severity> severity;  ///< none: the rules are off
  std::string path;                  ///< a glob; empty: everywhere
};

/// What recipe.toml says of checks. Paths are relative to its folder.
struct Settings {
  std::vector<RuleLevel> levels;     ///< a later one wins
  std::vector<std::string> ignored;  ///< globs of documents that are left alone
  std::string baseline;              ///< a path; empty: none

  bool ignores(std::string_view path) const;
  /// Those of `rules` that are not off for a document.
  std::vector<const Rule*> rules_for(std::string_view path,
                                     const std::vector<const Rule*>& rules) const;
  /// Gives findings the severity that is wanted there.
  void apply(std::string_view path, std::vector<Finding>& findings) const;

 private:
  const RuleLevel* level_of(std::string_view rule, std::string_view path) const;
};

}  // namespace recipe::check
