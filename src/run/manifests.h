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

/// The same for data whose digest is stated: if the manifest of an earlier run, or one that lies
/// beside them, has that digest. `kind` is raw, processed or model, `part` a folder in them that
/// `now` is; empty: all of them.
std::string difference_from_earlier(os::World& world, const Workspace& workspace,
                                    std::string_view kind, const std::string& stated,
                                    const std::string& part, const std::string& folder,
                                    const data::Content& now);

/// "; compared with their manifest, 1 file differs (./a)", or nothing.
std::string compared_with_manifest(const std::string& difference);

}  // namespace recipe::run
