#include "rates.h"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>

namespace track {
namespace {

/// How often each name was drawn, with replacement.
std::map<std::string, double> drawn(const std::set<std::string>& names, std::mt19937& random) {
  const std::vector<std::string> all(names.begin(), names.end());
  std::map<std::string, double> counts;
  for (std::size_t i = 0; i < all.size(); ++i) counts[all[random() % all.size()]] += 1;
  return counts;
}

}  // namespace

Outcomes run(const Variant& variant, std::vector<Trial> trials) {
  Outcomes outcomes;
  Comparison compare(variant);
  for (const Trial& trial : trials) outcomes.nearness.push_back(compare(trial));
  outcomes.trials = std::move(trials);
  return outcomes;
}

FalseAlarms false_alarms(const Outcomes& honest, const Factor& factor,
                         const std::string& left_out) {
  struct Count {
    double trials = 0;
    double alarms = 0;
  };
  std::map<std::string, Count> families;
  Count all;
  for (std::size_t i = 0; i < honest.trials.size(); ++i) {
    const Trial& trial = honest.trials[i];
    if (trial.config->kin == left_out) continue;
    const double alarm = honest.nearness[i].at_end() >= factor(trial) ? 1 : 0;
    Count& family = families[trial.row];
    family.trials += 1;
    family.alarms += alarm;
    all.trials += 1;
    all.alarms += alarm;
  }
  FalseAlarms rates;
  if (families.empty()) return rates;
  for (const auto& [name, count] : families) rates.by_family += 100 * count.alarms / count.trials;
  rates.by_family /= static_cast<double>(families.size());
  rates.by_run = 100 * all.alarms / all.trials;
  return rates;
}

FalseAlarms allowed(std::size_t references) {
  const double by_run = references < 10 ? 0.7 : 0.5;
  return {by_run, references == 1 ? 1.6 : references == 2 ? 1.8 : 1.4};
}

double choose_factor(const Outcomes& honest, std::size_t references, const std::string& left_out) {
  const FalseAlarms limit = allowed(references);
  for (int hundredths = 40; hundredths < 300; hundredths += 2) {
    const double factor = hundredths / 100.0;
    const FalseAlarms rates = false_alarms(
        honest, [&](const Trial&) { return factor; }, left_out);
    if (rates.by_run <= limit.by_run && rates.by_family <= limit.by_family) return factor;
  }
  return 3;
}

Factor cross_validated(const Outcomes& honest, const std::vector<Config>& configs,
                       std::size_t references) {
  auto factors = std::make_shared<std::map<std::string, double>>();
  for (const Config& config : configs) {
    if (factors->count(config.kin) > 0) continue;
    (*factors)[config.kin] = choose_factor(honest, references, config.kin);
  }
  return [factors](const Trial& trial) { return factors->at(trial.config->kin); };
}

Interval bootstrap(const std::vector<bool>& hits, const std::vector<std::string>& first,
                   const std::vector<std::string>& second) {
  constexpr int rounds = 1000;
  std::mt19937 random(20261124);
  const std::set<std::string> firsts(first.begin(), first.end());
  const std::set<std::string> seconds(second.begin(), second.end());
  std::vector<double> shares;
  for (int round = 0; round < rounds; ++round) {
    auto by_first = drawn(firsts, random);
    auto by_second = drawn(seconds, random);
    double total = 0;
    double alarms = 0;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const double weight = by_first[first[i]] * by_second[second[i]];
      total += weight;
      if (hits[i]) alarms += weight;
    }
    if (total > 0) shares.push_back(100 * alarms / total);
  }
  if (shares.empty()) return {};
  std::sort(shares.begin(), shares.end());
  return {shares[shares.size() / 40], shares[shares.size() - 1 - shares.size() / 40]};
}

}  // namespace track
