#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"
#include "os/world.h"
#include "verify/verdict.h"

namespace recipe::cli {

/// The verdict by what is recorded now.
struct Judged {
  std::vector<record::Record> runs;  ///< that it rests on, newest last
  verify::Verdict verdict;
};
/// Judges a recipe, which was read from `source.path()`, by the records in its work folder and its
/// lock. Notes on standard error name lines of the lock that are no facts, facts with two values,
/// and a newer run that did not come to its end.
Result<Judged> judge_recorded(os::World& world, Terminal& terminal, const document::Recipe& recipe,
                              const std::string& profile, verify::Lead lead);

}  // namespace recipe::cli
