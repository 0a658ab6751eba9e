#pragma once

#include "record/record.h"
#include "run/observer.h"
#include "run/workspace.h"

namespace recipe::run {

/// What came of bringing the raw data into place.
struct RawData {
  std::string folder;                       ///< RECIPE_RAW_DATA
  std::vector<record::Artifact> artifacts;  ///< "part:NAME" each, then "raw"
  bool up_to_date = false;                  ///< they lay in place already
  std::string wrong;    ///< why the data may not be used: a size or digest that differs, both named
  std::string changed;  ///< what happened to what an earlier run brought into place
};

/// Copies the recipe's sources into place, those on the web after fetching them, each checked
/// against its size and digest first.
Result<RawData> bring_raw_data(os::World& world, const Plan& plan, const Workspace& workspace,
                               Observer& observer);

/// The name of the part that an artifact is; empty for the whole.
std::string part_name(const record::Artifact& artifact);

/// Where raw data of these parts lie.
StageFolder raw_data_folder(const Workspace& workspace, const std::vector<record::Artifact>& parts);

/// Copies the parts into a folder of the user's, which is made. A file that is there must be the
/// same.
Result<> put_raw_data(os::World& world, const RawData& raw, const std::string& folder);

/// Checks the folder that the reader passed. Where it differs from what an earlier run had, says
/// which files do.
Result<RawData> given_raw_data(os::World& world, const Plan& plan, const Workspace& workspace,
                               const std::string& folder);

}  // namespace recipe::run
