// Prints the tables of docs/on-track.md from a folder of curves: `track FOLDER`. Not installed.

#include <fmt/core.h>

#include <cstdio>

#include "tables.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs(
        "usage: track FOLDER\n\nFOLDER holds curves as CONFIGURATION.csv.gz with the columns "
        "run,step_or_epoch,metric,value.\n",
        stderr);
    return 2;
  }
  const std::vector<track::Config> configs = track::load(arguments[1]);
  std::size_t honest = 0;
  std::size_t runs = 0;
  for (const track::Config& config : configs) {
    if (!config.is_honest) continue;
    ++honest;
    runs += config.honest.size();
  }
  fmt::print("{} configurations, {} of them with {} sound runs.\n\n", configs.size(), honest, runs);
  if (configs.empty()) return 1;
  track::print_false_alarms(configs);
  track::print_detection(configs);
  track::print_variants(configs);
  track::print_projection(configs);
  track::print_verdict();
  track::print_speed();
  return 0;
}
