#include "trials.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace track {
namespace {

constexpr std::size_t most_other_runs = 10;

/// The same draw on every machine: std::shuffle and distributions differ between libraries.
class Draw {
 public:
  explicit Draw(const std::string& name, std::size_t number) {
    std::seed_seq seed(name.begin(), name.end());
    std::uint32_t start = 0;
    seed.generate(&start, &start + 1);
    random_.seed(start + static_cast<std::uint32_t>(number) * 7919);
  }
  std::vector<std::size_t> permutation(std::size_t size) {
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = size; i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
    return order;
  }

 private:
  std::mt19937 random_;
};

std::vector<const Run*> pick(const Config& config, const std::vector<std::size_t>& order,
                             std::size_t from, std::size_t to) {
  std::vector<const Run*> runs;
  for (std::size_t i = from; i < std::min(to, order.size()); ++i) {
    runs.push_back(&config.honest[order[i]]);
  }
  return runs;
}

/// How a run of `other` is called against references of `config`; empty if it is no trial.
std::string row_of(const Config& config, const Config& other) {
  if (&config == &other || config.family != other.family) return "";
  if (!other.fault.empty()) return other.family + "-" + other.fault;
  const bool tuning = config.family.starts_with("algoperf");
  const bool same_round = config.name.substr(0, 11) == other.name.substr(0, 11);
  return tuning && same_round ? config.family : "";
}

}  // namespace

std::vector<Trial> honest_trials(const std::vector<Config>& configs, std::size_t references) {
  std::vector<Trial> trials;
  for (const Config& config : configs) {
    if (!config.is_honest || config.honest.size() <= references) continue;
    for (std::size_t draw = 0; draw < draws; ++draw) {
      const auto order = Draw(config.name, draw).permutation(config.honest.size());
      const auto chosen = pick(config, order, 0, references);
      for (const Run* run : pick(config, order, references, references + most_other_runs)) {
        trials.push_back({&config, chosen, run, config.family, draw});
      }
    }
  }
  return trials;
}

std::vector<Trial> faulty_trials(const std::vector<Config>& configs, std::size_t references) {
  std::vector<Trial> trials;
  for (const Config& config : configs) {
    if (!config.is_honest || config.honest.size() < references) continue;
    const bool all_alike = config.honest.size() == references;
    for (std::size_t draw = 0; draw < (all_alike ? 1 : draws); ++draw) {
      const auto order = Draw(config.name, draw).permutation(config.honest.size());
      const auto chosen = pick(config, order, 0, references);
      for (const Config& other : configs) {
        const std::string row = row_of(config, other);
        if (row.empty()) continue;
        const bool fault = !other.fault.empty();
        for (std::size_t i = 0; i < other.all.size(); ++i) {
          if (!fault && i % draws != draw % draws) continue;
          trials.push_back({&config, chosen, &other.all[i], row, draw});
        }
      }
    }
  }
  return trials;
}

}  // namespace track
