#pragma once

#include "record/record.h"
#include "run/workspace.h"

namespace recipe::run {

/// What came of bringing the raw data into place.
struct RawData {
  std::string folder;                       ///< RECIPE_RAW_DATA
  std::vector<record::Artifact> artifacts;  ///< "part:NAME" each, then "raw"
  std::string wrong;    ///< why the data may not be used: a size or digest that differs, both named
  std::string changed;  ///< what happened to what an earlier run brought into place
};

/// Copies the recipe's local sources into place, each checked against its size and digest first.
Result<RawData> bring_raw_data(os::World& world, const Plan& plan, const Workspace& workspace);

/// Checks the folder that the reader passed. Where it differs from what an earlier run had, says
/// which files do.
Result<RawData> given_raw_data(os::World& world, const Plan& plan, const Workspace& workspace,
                               const std::string& folder);

}  // namespace recipe::run
