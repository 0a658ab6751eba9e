#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynamics/found_run.h"

namespace recipe::dynamics {

// What MLflow keeps of a run, in files or in a database.

struct MlflowValue {
  double timestamp = 0;  ///< milliseconds since 1970
  double value = 0;
  std::optional<double> step;
};

/// A line of a file in `metrics/`: timestamp, value, step, and maybe a data set's name and digest.
std::optional<MlflowValue> parse_mlflow_value(std::string_view line);

/// The lines `key: value` of a `meta.yaml`, values without their quotes. What is nested is left
/// out.
std::map<std::string, std::string> parse_mlflow_meta(std::string_view text);

struct MlflowRun {
  std::string id;
  std::string name;
  std::string experiment;
  std::string status;           ///< "FINISHED" or as MLflow's number: 3
  std::optional<double> start;  ///< milliseconds since 1970
  std::optional<double> end;
};

void begin_mlflow_run(const MlflowRun& about, FoundRun& run);
/// A metric under the name that `split_of_tag` tells of its key.
void add_mlflow_value(const std::string& key, const MlflowValue& value, FoundRun& run);
void add_mlflow_param(const std::string& key, std::string_view value, FoundRun& run);
/// Own tags, the note, and source and commit as MLflow notes them become texts.
void add_mlflow_tag(const std::string& key, std::string_view value, FoundRun& run);
/// Names by experiment and run, sorted; runs of one name get the first of their id.
std::vector<FoundRun> named_mlflow_runs(std::vector<std::pair<MlflowRun, FoundRun>> runs,
                                        bool with_experiment);

}  // namespace recipe::dynamics
