#pragma once

#include <string>

#include "data/digest_of.h"
#include "run/workspace.h"

namespace recipe::run {

/// Writes the manifest of a stage's output beside it: `data.manifest` beside `data`.
Result<> keep_manifest(os::World& world, const std::string& output, const data::Content& content);

/// How the files of an output differ from its manifest, as a sentence; empty where that cannot be
/// told.
std::string difference_from_manifest(os::World& world, const std::string& output,
                                     const data::Content& now);

/// The same for data whose digest is stated: if an earlier run brought raw data with that digest
/// into place. `part` is a folder in them; empty: all of them.
std::string difference_from_earlier(os::World& world, const Workspace& workspace,
                                    const std::string& stated, const std::string& part,
                                    const data::Content& now);

}  // namespace recipe::run
