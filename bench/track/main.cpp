// Prints the tables of docs/on-track.md from a folder of curves. Not installed.

#include <fmt/core.h>

#include <cstdio>
#include <cstring>

#include "tables.h"

namespace {

using track::Config;

struct Section {
  const char* name;
  void (*print)(const std::vector<Config>& configs);
};
constexpr Section sections[] = {
    {"false-alarms", track::print_false_alarms},
    {"detection", track::print_detection},
    {"variants", track::print_variants},
    {"projection", track::print_projection},
    {"take-off", [](const std::vector<Config>&) { track::print_take_off(); }},
    {"verdict", [](const std::vector<Config>&) { track::print_verdict(); }},
    {"speed", [](const std::vector<Config>&) { track::print_speed(); }},
};

constexpr const char* usage =
    "usage: track FOLDER [SECTION]\n\n"
    "FOLDER holds curves as CONFIGURATION.csv.gz with the columns run,step_or_epoch,metric,value.\n"
    "Sections: false-alarms, detection, variants, projection, take-off, verdict, speed; all "
    "without one.\n";

void print_inventory(const std::vector<Config>& configs) {
  std::size_t honest = 0;
  std::size_t runs = 0;
  for (const Config& config : configs) {
    if (!config.is_honest) continue;
    ++honest;
    runs += config.honest.size();
  }
  fmt::print("{} configurations, {} of them with {} sound runs.\n\n", configs.size(), honest, runs);
}

}  // namespace

int main(int count, char** arguments) {
  const char* wanted = count == 3 ? arguments[2] : nullptr;
  if (count < 2 || count > 3) return std::fputs(usage, stderr), 2;
  const std::vector<Config> configs = track::load(arguments[1]);
  if (configs.empty()) return std::fputs("no curves\n", stderr), 1;
  print_inventory(configs);
  bool any = false;
  for (const Section& section : sections) {
    if (wanted != nullptr && std::strcmp(wanted, section.name) != 0) continue;
    section.print(configs);
    any = true;
  }
  return any ? 0 : (std::fputs(usage, stderr), 2);
}
