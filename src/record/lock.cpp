#include "record/lock.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"

namespace recipe::record {
namespace {

auto identity(const Fact& fact) { return std::tie(fact.profile, fact.run, fact.stage, fact.name); }

}  // namespace

std::string Fact::to_line() const {
  return recipe::to_line(
      {{"profile", profile}, {"run", run}, {"stage", stage}, {"fact", name}, {"value", value}});
}

Lock Lock::parse(std::string_view text, std::vector<std::size_t>& broken) {
  Lock lock;
  std::size_t number = 0;
  for (const std::string_view line : lines(text)) {
    ++number;
    if (trim(line).empty()) continue;
    const auto json = parse_json(line);
    const auto name = json ? text_at(*json, "fact") : std::nullopt;
    if (!name || !json->contains("value")) {
      broken.push_back(number);
      continue;
    }
    lock.facts_.push_back({text_at(*json, "profile").value_or(""),
                           count_at(*json, "run").value_or(0), text_at(*json, "stage").value_or(""),
                           *name, (*json)["value"]});
  }
  return lock;
}

void Lock::update(const std::vector<Fact>& facts) {
  const auto replaced = [&](const Fact& old) {
    return std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
      return std::tie(old.profile, old.run, old.stage) ==
             std::tie(fact.profile, fact.run, fact.stage);
    });
  };
  std::erase_if(facts_, replaced);
  facts_.insert(facts_.end(), facts.begin(), facts.end());
}

std::string Lock::to_text() const {
  std::set<std::string> sorted;
  for (const Fact& fact : facts_) sorted.insert(fact.to_line());
  std::string text;
  for (const std::string& line : sorted) text += line + "\n";
  return text;
}

std::vector<Fact> Lock::contradicting() const {
  std::map<decltype(identity(facts_.front())), std::set<std::string>> values;
  for (const Fact& fact : facts_) values[identity(fact)].insert(recipe::to_line(fact.value));
  std::vector<Fact> found;
  for (const Fact& fact : facts_) {
    if (values.at(identity(fact)).size() > 1) found.push_back(fact);
  }
  return found;
}

}  // namespace recipe::record
