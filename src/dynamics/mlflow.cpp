#include "dynamics/mlflow.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "dynamics/csv.h"
#include "dynamics/split_of_tag.h"

namespace recipe::dynamics {
namespace {

std::string unquoted(std::string_view value) {
  value = trim(value);
  if (value.size() < 2 || value.front() != value.back()) return std::string(value);
  if (value.front() != '\'' && value.front() != '"') return std::string(value);
  const char quote = value.front();
  std::string out;
  for (std::size_t i = 1; i + 1 < value.size(); ++i) {
    // A single quote is doubled, a double one escaped.
    const char next = i + 2 < value.size() ? value[i + 1] : '\0';
    if (value[i] == (quote == '"' ? '\\' : '\'') && next == quote) ++i;
    out += value[i];
  }
  return out;
}

}  // namespace

std::optional<MlflowValue> parse_mlflow_value(std::string_view line) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(trim(line), ' ')) {
    if (!word.empty()) words.push_back(word);
    if (words.size() > 5) return std::nullopt;
  }
  if (words.size() < 2) return std::nullopt;
  const auto timestamp = parse_double(words[0]);
  const auto value = csv_number(words[1]);
  if (!timestamp || !value) return std::nullopt;
  MlflowValue read{*timestamp, *value, std::nullopt};
  if (words.size() > 2) {
    read.step = parse_double(words[2]);
    if (!read.step) return std::nullopt;
  }
  return read;
}

std::map<std::string, std::string> parse_mlflow_meta(std::string_view text) {
  constexpr std::size_t most_keys = 100;
  std::map<std::string, std::string> meta;
  for (const std::string_view line : lines(text)) {
    const std::size_t colon = line.find(": ");
    if (line.empty() || is_space(line.front()) || colon == std::string_view::npos) continue;
    if (meta.size() < most_keys) {
      meta[std::string(line.substr(0, colon))] = printable(unquoted(line.substr(colon + 2)));
    }
  }
  return meta;
}

void begin_mlflow_run(const MlflowRun& about, FoundRun& run) {
  constexpr double thousand = 1000;
  if (about.start && *about.start > 0) run.begin = *about.start / thousand;
  if (about.end && *about.end > 0) run.end = *about.end / thousand;
  static constexpr std::string_view states[] = {"",         "RUNNING", "SCHEDULED",
                                                "FINISHED", "FAILED",  "KILLED"};
  std::string status = about.status;
  if (status.size() == 1 && status[0] >= '1' && status[0] <= '5') {
    status = states[static_cast<std::size_t>(status[0] - '0')];
  }
  if (!status.empty() && status != "FINISHED") {
    run.notes.push_back("MLflow says of the run: " + printable(status));
  }
}

void add_mlflow_value(const std::string& key, const MlflowValue& value, FoundRun& run) {
  Point point{value.step, {}, {}, value.value};
  const double time = value.timestamp / 1000;
  if (time > 0) {
    if (!run.begin) run.begin = time;
    point.seconds = time - *run.begin;
  }
  const TagName name = split_of_tag(key);
  run.metrics.add(name.split, printable(name.metric), point);
}

void add_mlflow_param(const std::string& key, std::string_view value, FoundRun& run) {
  constexpr std::size_t most_params = 10'000;
  if (run.hyperparameters.size() < most_params)
    run.hyperparameters[printable(key)] = printable(value);
}

void add_mlflow_tag(const std::string& key, std::string_view value, FoundRun& run) {
  static constexpr std::string_view known[] = {"mlflow.note.content", "mlflow.source.name",
                                               "mlflow.source.git.commit",
                                               "mlflow.source.git.repoURL"};
  const bool is_own = !key.starts_with("mlflow.");
  if (is_own || std::find(std::begin(known), std::end(known), key) != std::end(known)) {
    set_text(run, key, value);
  }
}

std::vector<FoundRun> named_mlflow_runs(std::vector<std::pair<MlflowRun, FoundRun>> runs,
                                        bool with_experiment) {
  std::map<std::string, std::size_t> names;
  const auto name_of = [&](const MlflowRun& about) {
    const std::string& own = about.name.empty() ? about.id : about.name;
    return printable(with_experiment ? about.experiment + "/" + own : own);
  };
  for (const auto& [about, run] : runs) ++names[name_of(about)];
  constexpr std::size_t shown_of_id = 8;
  std::vector<FoundRun> named;
  for (auto& [about, run] : runs) {
    const std::string name = name_of(about);
    const bool several = names[name] > 1;
    run.name = several ? name + " (" + printable(about.id.substr(0, shown_of_id)) + ")" : name;
    if (is_empty(run)) continue;
    take_seed(run);
    note_metrics(run);
    named.push_back(std::move(run));
  }
  std::stable_sort(named.begin(), named.end(),
                   [](const FoundRun& a, const FoundRun& b) { return a.name < b.name; });
  return named;
}

}  // namespace recipe::dynamics
