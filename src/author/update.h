#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "os/world.h"
#include "record/record.h"

namespace recipe::author {

/// What `run --update` has written.
struct Updated {
  std::string lock;      ///< path of `<stem>.lock`
  std::string dynamics;  ///< path of `<stem>.dynamics.csv`
};

/// Writes what these runs observed beside the recipe: facts to the lock, curves to the dynamics file.
/// Facts and curves of other profiles and runs stay as they were. The recipe itself is not touched.
Result<Updated> write_evidence(os::World& world, const std::string& recipe_folder,
                               const std::string& stem, const std::vector<record::Record>& runs);

}  // namespace recipe::author
