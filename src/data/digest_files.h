#pragma once

#include <optional>
#include <vector>

#include "data/sha256.h"
#include "data/walk.h"

namespace recipe::data {

/// Fills in those of `digests`, one for each file of the tree, that are not there yet. A file that
/// does not look as it did when the tree was walked is an error.
Result<> digest_missing(os::World& world, const Tree& tree,
                        std::vector<std::optional<RawDigest>>& digests);

}  // namespace recipe::data
