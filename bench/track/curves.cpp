#include "curves.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>

#include "base/statistics.h"

namespace track {
namespace {

std::string unpacked(const std::string& path) {
  std::string text;
  std::FILE* pipe = popen(("gzip -dc -- '" + path + "'").c_str(), "r");
  if (pipe == nullptr) return text;
  char buffer[1 << 16];
  while (const std::size_t read = std::fread(buffer, 1, sizeof buffer, pipe)) {
    text.append(buffer, read);
  }
  pclose(pipe);
  return text;
}

/// `run,step_or_epoch,metric,value`, and more columns that are not needed.
void read_runs(const std::string& text, Config& config) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  std::map<std::string, std::size_t> index;
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::string run, x, metric, value;
    std::getline(cells, run, ',');
    std::getline(cells, x, ',');
    std::getline(cells, metric, ',');
    std::getline(cells, value, ',');
    if (metric.empty() || value.empty()) continue;
    const auto [found, added] = index.emplace(run, config.all.size());
    if (added) config.all.push_back({run, {}, run.find('!') == std::string::npos});
    config.all[found->second].curves[metric].push_back(
        {std::strtod(x.c_str(), nullptr), std::strtod(value.c_str(), nullptr)});
  }
  for (Run& run : config.all) {
    for (auto& [metric, curve] : run.curves) {
      std::stable_sort(curve.begin(), curve.end(),
                       [](const auto& a, const auto& b) { return a.x < b.x; });
    }
  }
}

double length(const Run& run) {
  double last = 0;
  for (const auto& [metric, curve] : run.curves) last = std::max(last, curve.back().x);
  return last;
}

bool is_finite(const Run& run) {
  for (const auto& [metric, curve] : run.curves) {
    for (const auto& point : curve) {
      if (!std::isfinite(point.value)) return false;
    }
  }
  return true;
}

void pick_honest(Config& config) {
  std::vector<double> lengths;
  for (const Run& run : config.all) lengths.push_back(length(run));
  if (lengths.empty()) return;
  std::sort(lengths.begin(), lengths.end());
  const double usual = lengths[lengths.size() / 2];
  for (const Run& run : config.all) {
    if (run.succeeded && is_finite(run) && length(run) >= 0.5 * usual) config.honest.push_back(run);
  }
}

std::string between(const std::string& text, std::size_t from, char end) {
  return text.substr(from, text.find(end, from) - from);
}

void name_family(Config& config) {
  const std::string& name = config.name;
  const std::string source = between(name, 0, '-');
  const std::string task = between(name, source.size() + 1, '-');
  if (source.starts_with("algoperf")) {
    config.family = "algoperf " + task;
    config.kin = "algoperf " + task.substr(0, task.find('_'));
  } else if (source == "controlled") {
    config.family = config.kin = task;
    config.fault = name.substr(source.size() + task.size() + 2);
    if (config.fault == "correct") config.fault.clear();
  } else if (source == "mlperf") {
    config.kin = "mlperf " + task;
    const bool loss = name.find("-trainloss-") != std::string::npos;
    config.family = config.kin + (loss ? " train loss" : "");
  } else {
    config.family = config.kin = source;
  }
}

/// The logarithm of the final loss, or of the error rate where no loss is logged.
double final_log_loss(const Run& run) {
  for (const char* metric : {"validation/loss", "validation/wer"}) {
    const auto found = run.curves.find(metric);
    if (found != run.curves.end()) return std::log(last_value(found->second));
  }
  return std::nan("");
}

/// AlgoPerf's tuning points are no recipes: left out are those with a run that broke, whose runs
/// end far apart, or which end far above the best of their task.
void pick_tuning_points(std::vector<Config>& configs) {
  std::map<std::string, double> best;
  std::map<const Config*, double> ends;
  for (Config& config : configs) {
    if (!config.family.starts_with("algoperf")) continue;
    std::vector<double> finals;
    for (const Run& run : config.all) {
      if (!is_finite(run)) config.is_honest = false;
    }
    for (const Run& run : config.honest) finals.push_back(final_log_loss(run));
    if (finals.empty()) {
      config.is_honest = false;
      continue;
    }
    const auto [least, most] = std::minmax_element(finals.begin(), finals.end());
    if (!(*most - *least <= 0.1)) config.is_honest = false;
    ends[&config] = recipe::mean(finals);
    const auto found = best.emplace(config.family, ends[&config]).first;
    if (config.is_honest) found->second = std::min(found->second, ends[&config]);
  }
  for (Config& config : configs) {
    const auto end = ends.find(&config);
    if (end != ends.end() && !(end->second <= best[config.family] + 0.1)) config.is_honest = false;
  }
}

}  // namespace

std::vector<Config> load(const std::string& folder) {
  std::set<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().string().ends_with(".csv.gz")) paths.insert(entry.path().string());
  }
  std::vector<Config> configs;
  for (const std::string& path : paths) {
    Config config;
    config.name = std::filesystem::path(path).filename().string();
    config.name.resize(config.name.size() - std::string(".csv.gz").size());
    name_family(config);
    read_runs(unpacked(path), config);
    pick_honest(config);
    if (config.all.empty()) {
      std::fprintf(stderr, "%s: no curves\n", path.c_str());
      continue;
    }
    if (!config.fault.empty()) config.is_honest = false;
    configs.push_back(std::move(config));
  }
  pick_tuning_points(configs);
  return configs;
}

MetricKind kind_of(const std::string& metric) {
  using recipe::Bounds;
  using recipe::Direction;
  if (metric.ends_with("loss") || metric.ends_with("wer")) return {Direction::lower, Bounds::open};
  if (metric.ends_with("bleu")) return {Direction::higher, Bounds::open};
  return {Direction::higher, Bounds::fraction};
}

recipe::dynamics::Channel channel_of(const std::string& metric) {
  const bool training = metric.starts_with("train");
  return training ? recipe::dynamics::Channel::training_loss
                  : recipe::dynamics::Channel::evaluation;
}

double last_value(const PlacedCurve& curve) { return curve.back().value; }

}  // namespace track
