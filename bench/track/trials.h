#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "curves.h"

namespace track {

/// A run that is compared with references drawn from one configuration.
struct Trial {
  const Config* config;  ///< of the references
  std::vector<const Run*> references;
  const Run* run;
  std::string row;   ///< of the table it belongs to
  std::size_t draw;  ///< of the references, counted within the configuration
};

inline constexpr std::size_t draws = 4;

/// Each honest configuration: references drawn four times, each time at most ten of its other runs.
std::vector<Trial> honest_trials(const std::vector<Config>& configs, std::size_t references);

/// Runs of a configuration that differs in a setting: the controlled faults, and other tuning
/// points of one task.
std::vector<Trial> faulty_trials(const std::vector<Config>& configs, std::size_t references);

}  // namespace track
