#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "record/record.h"

namespace recipe::author {

/// The texts of the files of evidence beside a recipe; empty where there is no file yet.
struct Evidence {
  std::string lock;    ///< `<stem>.lock`
  std::string curves;  ///< `<stem>.dynamics.csv`
  std::string figure;  ///< `<stem>.dynamics.svg`
};

/// Adds what these runs observed: facts to the lock, curves to the dynamics file. Facts and curves
/// of other profiles and runs stay as they were. A figure that was drawn from the curves is drawn
/// again; none is made. A lock that is none is refused with its line.
Result<Evidence> with_runs(const Evidence& before, const std::vector<record::Record>& runs);

}  // namespace recipe::author
