#pragma once

#include "check/judge.h"
#include "check/path_mentions.h"

namespace recipe::check {

/// Judges every path of one role against the tree at its standpoint.
void check_paths(Study& study, Judge& judge, PathRole role);

}  // namespace recipe::check
