#pragma once

#include <string>
#include <vector>

#include "run/workspace.h"

namespace recipe::run {

enum class Match {
  same,      ///< as the recipe says
  differs,   ///< from what the recipe says
  missing,   ///< it is not there
  unstated,  ///< the recipe states neither size nor digest
};
/// "same", "differs", "missing", "unstated"
std::string_view to_string(Match match);

/// A file or a folder, compared with what the recipe says of it.
struct DataCheck {
  std::string name;  ///< "points.csv", "raw", "split test"
  std::string path;  ///< what was looked at
  Match match = Match::missing;
  std::string stated;           ///< "sha256:..." or "83 bytes"; empty with Match::unstated
  std::string found;            ///< in the same way; empty with Match::missing
  std::string difference = {};  ///< which files differ, where an earlier run or a manifest knows
};

/// The raw data where a run finds them: beside the recipe, or fetched earlier. Nothing is fetched.
Result<std::vector<DataCheck>> check_kept_data(os::World& world, const Plan& plan,
                                               const Workspace& workspace);

/// What `--data NAME=FOLDER` would give: raw, processed, model or pretrained.
Result<std::vector<DataCheck>> check_given_data(os::World& world, const Plan& plan,
                                                const Workspace& workspace, const std::string& name,
                                                const std::string& folder);

}  // namespace recipe::run
