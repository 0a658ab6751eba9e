#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "document/stage.h"
#include "dynamics/series.h"

namespace recipe::author {

/// A hyperparameter as it was in force.
struct ObservedSetting {
  std::string name;    ///< as the recipe should call it: "Learning rate", "`--warmup`"
  std::string value;   ///< as written on the command line, in a file or in the code
  std::string source;  ///< where it was seen: "command", "default, train.py:12", "conf.yaml"
};

struct ObservedFile {
  std::string path;  ///< as the recipe should write it
  std::uint64_t bytes = 0;
  std::string digest;  ///< "sha256:..."; empty if it was not taken
};

/// One run of the stage: several are several seeds.
struct ObservedRun {
  std::uint64_t seed = 1;
  std::optional<double> seconds;  ///< wall clock
  dynamics::MetricLog metrics;
};

/// What a stage did, as far as it belongs into a recipe. Empty is: not known, leave alone. No text
/// is escaped for Markdown yet.
struct Observed {
  document::Stage stage = document::Stage::training;
  std::string repository;  ///< address; empty: the repository that the recipe is in
  std::string commit;      ///< 40 or 64 hexadecimal digits
  std::string folder;      ///< where the command started, from the root of the repository
  std::string command;     ///< shell text, as it could be pasted
  std::string patch;       ///< file with what was not committed; empty: nothing
  std::vector<ObservedSetting> hyperparameters;
  std::vector<ObservedRun> runs;
  std::string hardware;  ///< "AMD EPYC 7763, 2 cores, 24 GiB"
  std::string batch_size;
  std::vector<std::pair<std::string, std::string>> software;  ///< name, version
  std::vector<std::pair<std::string, std::string>> packages;  ///< Debian packages, version
  std::vector<ObservedFile> inputs;
  bool reads_no_data = false;  ///< it was watched, and read none
  std::vector<ObservedFile> outputs;
  std::string outputs_digest;  ///< of the folder of all outputs
  std::string figure;          ///< path of the figure of the curves, as the recipe links to it
};

}  // namespace recipe::author
