#include "check/settings.h"

#include <algorithm>

#include "base/text.h"
#include "check/glob.h"

namespace recipe::check {
namespace {

bool is_meant(const Rule& rule, std::string_view word) {
  return rule.name == word || upper(word) == rule.code || to_string(rule.family) == word ||
         (word.size() > 2 && rule.code.starts_with(upper(word)));
}

}  // namespace

std::vector<const Rule*> rules_meant(std::string_view word) {
  std::vector<const Rule*> meant;
  for (const Rule* rule : all_rules()) {
    if (is_meant(*rule, word)) meant.push_back(rule);
  }
  return meant;
}

std::string no_such_rule(std::string_view word) {
  std::vector<std::string> known;
  for (const Rule* rule : all_rules()) {
    known.emplace_back(rule->name);
    known.emplace_back(to_string(rule->family));
  }
  std::string message = "there is no rule `" + std::string(word) + "`";
  if (const auto near = nearest(word, known)) message += "; did you mean `" + *near + "`?";
  return message;
}

bool Settings::ignores(std::string_view path) const {
  return std::any_of(ignored.begin(), ignored.end(),
                     [path](const std::string& glob) { return matches(glob, path); });
}

const RuleLevel* Settings::level_of(std::string_view rule, std::string_view path) const {
  for (std::size_t i = levels.size(); i-- > 0;) {
    const RuleLevel& level = levels[i];
    const bool named = std::any_of(level.rules.begin(), level.rules.end(),
                                   [rule](const Rule* one) { return one->name == rule; });
    if (named && (level.path.empty() || matches(level.path, path))) return &level;
  }
  return nullptr;
}

std::vector<const Rule*> Settings::rules_for(std::string_view path,
                                             const std::vector<const Rule*>& rules) const {
  std::vector<const Rule*> wanted;
  for (const Rule* rule : rules) {
    const RuleLevel* level = level_of(rule->name, path);
    if (level == nullptr || level->severity) wanted.push_back(rule);
  }
  return wanted;
}

void Settings::apply(std::string_view path, std::vector<Finding>& findings) const {
  for (Finding& finding : findings) {
    const RuleLevel* level = level_of(finding.rule, path);
    if (level != nullptr && level->severity) finding.severity = *level->severity;
  }
}

}  // namespace recipe::check
