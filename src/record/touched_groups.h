#pragma once

#include <string>
#include <vector>

#include "os/trace.h"

namespace recipe::record {

/// Files that are told as one: a file, or a folder and how much of it.
struct TouchedGroup {
  std::string path;
  std::vector<const os::TracedFile*> files;
};

/// Few files in a folder stay single, many become their folder; where it holds unrelated things,
/// being one of `broad`, the root, or just below it, only very many do.
std::vector<TouchedGroup> grouped(std::vector<const os::TracedFile*> files,
                                  const std::vector<std::string>& broad);

}  // namespace recipe::record
