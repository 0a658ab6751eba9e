#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "rates.h"
#include "tables.h"

namespace track {
namespace {

/// Detected by a quarter of training with five references, by the basic detector in Python.
const std::map<std::string, double>& earlier_figures() {
  static const std::map<std::string, double> figures{
      {"algoperf criteo1tb", 0},      {"algoperf criteo1tb_embed_init", .06},
      {"algoperf imagenet_vit", .90}, {"algoperf librispeech_deepspeech", .18},
      {"algoperf ogbg", .69},         {"algoperf ogbg_model_size", .42},
      {"algoperf wmt", .88},          {"algoperf wmt_glu_tanh", .61},
      {"digitscnn-batch_div4", 0},    {"digitscnn-batch_x4", .31},
      {"digitscnn-half_data", .48},   {"digitscnn-labelnoise10", .98},
      {"digitscnn-labelnoise30", 1},  {"digitscnn-lr_div10", 1},
      {"digitscnn-lr_div2", 0},       {"digitscnn-lr_x10", 1},
      {"digitscnn-lr_x2", 0},         {"digitscnn-lr_x3_nodecay", 0},
      {"digitscnn-no_aug", 1},        {"digitscnn-no_bn", 1},
      {"digitscnn-no_decay", 0},      {"digitscnn-no_dropout", 0},
      {"digitscnn-no_inputnorm", 0},  {"digitscnn-no_momentum", 1},
      {"digitscnn-no_warmup", 0},     {"digitscnn-no_wd", 0},
      {"digitscnn-wrong_evalpre", 1},
  };
  return figures;
}

struct Row {
  std::vector<bool> basic;
  std::vector<bool> calibrated;
  std::vector<double> basic_at;  ///< share of training, where it alarmed
  std::vector<double> calibrated_at;
  std::vector<std::string> runs;
  std::vector<std::string> references;
};

double share(const std::vector<bool>& hits) {
  const auto count = std::count(hits.begin(), hits.end(), true);
  return static_cast<double>(count) / static_cast<double>(hits.size());
}

std::string median(std::vector<double> values) {
  if (values.empty()) return "-";
  std::sort(values.begin(), values.end());
  return fmt::format("{:.2f}", values[values.size() / 2]);
}

std::map<std::string, Row> rows_for(const std::vector<Config>& configs, std::size_t references) {
  const Outcomes honest = run(calibrated(), honest_trials(configs, references));
  const Factor factor = cross_validated(honest, configs, references);
  const Outcomes base = run(basic(), faulty_trials(configs, references));
  const Outcomes tuned = run(calibrated(), faulty_trials(configs, references));
  std::map<std::string, Row> rows;
  for (std::size_t i = 0; i < base.trials.size(); ++i) {
    const Trial& trial = base.trials[i];
    Row& row = rows[trial.row];
    const double at_base = base.nearness[i].first(1);
    const double at_tuned = tuned.nearness[i].first(factor(trial));
    row.basic.push_back(at_base <= 0.25);
    row.calibrated.push_back(at_tuned <= 0.25);
    if (at_base <= 1) row.basic_at.push_back(at_base);
    if (at_tuned <= 1) row.calibrated_at.push_back(at_tuned);
    row.runs.push_back(std::to_string(reinterpret_cast<std::uintptr_t>(trial.run)));
    row.references.push_back(trial.config->name + " " + std::to_string(trial.draw));
  }
  return rows;
}

void print_five(const std::map<std::string, Row>& rows) {
  double earlier = 0, base = 0, tuned = 0;
  std::size_t below = 0, counted = 0;
  std::vector<double> base_at, tuned_at;
  fmt::print(
      "| Wrong setting | Trials | Earlier figure | Basic | Calibrated [95 %] | "
      "Median share at the alarm, basic | calibrated |\n"
      "| --- | ---: | ---: | ---: | --- | ---: | ---: |\n");
  for (const auto& [name, row] : rows) {
    const auto figure = earlier_figures().find(name);
    const Interval interval = bootstrap(row.calibrated, row.runs, row.references);
    const double rate = share(row.calibrated);
    fmt::print("| {} | {} | {} | {:.2f} | {:.2f} [{:.2f}, {:.2f}] | {} | {} |\n", name,
               row.basic.size(),
               figure == earlier_figures().end() ? "-" : fmt::format("{:.2f}", figure->second),
               share(row.basic), rate, interval.low / 100, interval.high / 100,
               median(row.basic_at), median(row.calibrated_at));
    base_at.insert(base_at.end(), row.basic_at.begin(), row.basic_at.end());
    tuned_at.insert(tuned_at.end(), row.calibrated_at.begin(), row.calibrated_at.end());
    if (figure == earlier_figures().end()) continue;
    ++counted;
    earlier += figure->second;
    base += share(row.basic);
    tuned += rate;
    if (rate + (interval.high / 100 - rate) < figure->second - 1e-9) ++below;
  }
  const double count = static_cast<double>(counted);
  fmt::print("| mean of the rows with a figure | | {:.3f} | {:.3f} | {:.3f} | {} | {} |\n\n",
             earlier / count, base / count, tuned / count, median(base_at), median(tuned_at));
  fmt::print("Rows below the earlier figure by more than their interval: {} of {}.\n\n", below,
             counted);
}

}  // namespace

void print_detection(const std::vector<Config>& configs) {
  fmt::print(
      "\n## Detection by a quarter of training\n\nWith five references; shares of runs.\n\n");
  std::map<std::string, std::map<std::size_t, std::string>> cells;
  for (const std::size_t references : {1, 2, 3, 5, 10}) {
    const auto rows = rows_for(configs, references);
    if (references == 5) print_five(rows);
    for (const auto& [name, row] : rows) {
      cells[name][references] = fmt::format("{:.2f} / {:.2f} / {}", share(row.basic),
                                            share(row.calibrated), median(row.calibrated_at));
    }
  }
  fmt::print(
      "By the number of references: basic / calibrated / median share of training at the "
      "calibrated detector's alarm, whenever it comes\n\n"
      "| Wrong setting | 1 | 2 | 3 | 5 | 10 |\n| --- | --- | --- | --- | --- | --- |\n");
  for (auto& [name, row] : cells) {
    fmt::print("| {} |", name);
    for (const std::size_t references : {1, 2, 3, 5, 10}) {
      fmt::print(" {} |", row.count(references) > 0 ? row[references] : "-");
    }
    fmt::print("\n");
  }
}

}  // namespace track
