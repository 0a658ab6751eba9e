#pragma once

#include <map>
#include <optional>
#include <string>

#include "data/digest_of.h"
#include "record/store.h"
#include "run/plan.h"

namespace recipe::run {

/// The folder of one stage's results, named by its key. Complete once `stage.json` is there.
struct StageFolder {
  std::string path;

  std::string data() const { return path + "/data"; }      ///< RECIPE_DATA of processing
  std::string model() const { return path + "/model"; }    ///< RECIPE_MODEL of training
  std::string output() const { return path + "/output"; }  ///< RECIPE_OUTPUT
  std::string log() const { return path + "/log"; }
  std::string metrics() const { return path + "/metrics.jsonl"; }
  std::string hyperparameters() const { return path + "/hyperparameters.json"; }
  std::string finished() const { return path + "/stage.json"; }
};

/// Where everything of a run lies, below the recipe's work folder.
struct Workspace {
  record::WorkFolder folder;
  std::string raw_root = {};        ///< in its place for raw data that may not be kept
  std::string processed_root = {};  ///< and for processed data

  StageFolder stage(document::Stage stage, const std::string& key) const;
  /// Of all results of a stage.
  std::string stages(document::Stage stage) const;
  std::string checkout(const PlannedSource& source, const std::string& own_repository) const;
  /// What was fetched of raw, processed, model or pretrained: a folder for each file.
  std::string downloads(std::string_view kind) const;
  /// False for data that may not be kept.
  bool may_share(std::string_view kind) const;
  std::string tools(const std::string& environment_key) const;
};

/// Of a recipe in this folder, whether it is there yet or not.
Workspace workspace_beside(const std::string& recipe_folder);

/// What an earlier run left of a stage.
struct Finished {
  /// Of a finished stage whose outputs still have the digests they had.
  std::optional<record::StageRecord> record;
  std::string changed;  ///< what happened to its outputs, if that is why there is no record
};
Result<Finished> finished_stage(os::World& world, const StageFolder& folder);

/// What lies at `path`, as an artifact.
record::Artifact artifact_of(const std::string& name, const std::string& path,
                             const data::Content& content);
Result<record::Artifact> artifact_of(os::World& world, const std::string& name,
                                     const std::string& path);

}  // namespace recipe::run
