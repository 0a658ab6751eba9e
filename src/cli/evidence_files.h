#pragma once

#include <string>
#include <vector>

#include "author/update.h"
#include "os/world.h"

namespace recipe::cli {

/// What is committed beside a recipe: `<stem>.lock`, `<stem>.dynamics.csv`, `<stem>.dynamics.svg`.
struct EvidenceFiles {
  std::string lock;
  std::string curves;
  std::string figure;
};
EvidenceFiles evidence_files(const std::string& recipe);

/// The text of a file; empty without one.
Result<std::string> read_if_there(os::World& world, const std::string& path);
Result<author::Evidence> read_evidence(os::World& world, const EvidenceFiles& files);

/// Writes the files whose text is another one now, and gives their paths. None is emptied.
Result<std::vector<std::string>> write_evidence(os::World& world, const EvidenceFiles& files,
                                                const author::Evidence& before,
                                                const author::Evidence& after);

}  // namespace recipe::cli
