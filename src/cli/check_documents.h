#pragma once

#include <string>
#include <vector>

#include "check/format.h"
#include "cli/check_request.h"
#include "cli/document_check.h"
#include "cli/exit.h"

namespace recipe::cli {

/// A document that fixes change.
struct ChangedDocument {
  std::string path;  ///< as shown
  std::string real;  ///< where to write it
  std::string repository_path;
  std::string before;
  std::string after;
};

/// A baseline to write.
struct FreshBaseline {
  std::string path;
  check::Baseline baseline;
};

/// What came of a check.
struct CheckAnswer {
  check::Outcome outcome;
  std::vector<ChangedDocument> changed;
  std::vector<std::string> notes;
  std::vector<FreshBaseline> baselines;  ///< where they are to be written again
  Exit exit = Exit::fine;                ///< of what could not be checked
};

/// Finds, reads and checks documents. One that cannot be checked is told in the outcome. Nothing is
/// written.
Result<CheckAnswer> check_documents(os::World& world, const CheckRequest& request);

}  // namespace recipe::cli
