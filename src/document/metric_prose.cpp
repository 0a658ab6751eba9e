#include "document/metric_prose.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"

namespace recipe::document {
namespace {

constexpr std::size_t longest_metric_name = 5;  // words
constexpr std::size_t most_words_between = 4;

constexpr std::array<std::string_view, 12> verbs = {
    "is", "was", "of", "=", "are", "reaches", "reached", "achieves", "about", "equals", "to", "at"};

/// Folded names of all known metrics.
const std::map<std::string, const Metric*>& names_of_metrics() {
  static const std::map<std::string, const Metric*> names = [] {
    std::map<std::string, const Metric*> all;
    for (const Metric& metric : metrics()) {
      all.emplace(folded(metric.key), &metric);
      all.emplace(folded(metric.name), &metric);
      for (const std::string_view synonym : split(metric.synonyms, '|')) {
        if (!synonym.empty()) all.emplace(folded(synonym), &metric);
      }
    }
    return all;
  }();
  return names;
}

struct Name {
  std::size_t end = 0;
  const Metric* metric = nullptr;
};

/// The longest name that begins at words[at].
Name name_at(const std::vector<Word>& words, std::size_t at) {
  Name longest;
  std::string name;
  for (std::size_t end = at; end < std::min(at + longest_metric_name, words.size()); ++end) {
    name += folded(words[end].text);
    const auto found = names_of_metrics().find(name);
    if (found != names_of_metrics().end()) longest = {end + 1, found->second};
    if (words[end].ends_clause) break;
  }
  return longest;
}

bool is_verb(const Word& word) {
  return std::find(verbs.begin(), verbs.end(), word.text) != verbs.end();
}

/// The number at words[at], with a unit that stands behind it as a word of its own.
std::optional<At<Quantity>> quantity_at(const std::vector<Word>& words, std::size_t at) {
  auto number = words[at].number();
  if (!number) return std::nullopt;
  std::size_t end = at + 1;
  if (number->unit.empty() && !words[at].ends_clause && end < words.size()) {
    const std::string& next = words[end].text;
    if (next == "%" || next == "percent" || seconds_of({1, next})) {
      number->unit = next == "percent" ? "%" : next;
      ++end;
    }
  }
  return At<Quantity>{*number, text_of(words, at, end).span};
}

}  // namespace

std::vector<MetricStatement> metrics_of_prose(const std::vector<Word>& words) {
  std::vector<MetricStatement> found;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Name name = name_at(words, at);
    if (name.metric == nullptr) continue;
    const std::size_t last = std::min(name.end + most_words_between + 1, words.size());
    for (std::size_t verb = name.end; verb < last; ++verb) {
      if (is_verb(words[verb]) && verb + 1 < words.size()) {
        if (const auto value = quantity_at(words, verb + 1)) {
          found.push_back({text_of(words, at, name.end), name.metric, *value});
          break;
        }
      }
      if (words[verb].ends_clause) break;
    }
    at = name.end - 1;
  }
  return found;
}

std::optional<At<double>> step_of_prose(const std::vector<Word>& words) {
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    const std::string& unit = words[at + 1].text;
    const bool steps = unit == "iterations" || unit == "steps" || unit == "updates";
    const bool when =
        words[at - 1].text == "after" || words[at - 1].text == "at" || words[at - 1].text == "in";
    const auto number = words[at].number();
    if (steps && when && number) return At<double>{number->value, words[at].slice.span()};
  }
  return std::nullopt;
}

}  // namespace recipe::document
