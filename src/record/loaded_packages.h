#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "os/file_system.h"
#include "os/trace.h"

namespace recipe::record {

/// A package of which a run read or executed files.
struct LoadedPackage {
  std::string kind;  ///< "python", "debian" or "conda"
  std::string name;
  std::string version;
  std::uint64_t files = 0;        ///< of it that were touched
  std::string architecture = "";  ///< "amd64"; Debian only
  bool standard = false;  ///< of every Debian system: essential, of priority required, important or
                          ///< standard, or needed by essential and important ones
  bool needed = false;    ///< another loaded one of its kind depends on it
  std::string held_by = "";  ///< of a Python distribution: the Debian package that brought it
};

struct LoadedPackages {
  std::vector<LoadedPackage> packages;  ///< by kind, then name
  /// Shared objects and programs of no package, at most 200.
  std::vector<std::string> unowned;
  /// Versions by names of what was loaded: "CUDA", "cuDNN", "NCCL", "Python".
  std::vector<std::pair<std::string, std::string>> software;
  std::vector<std::string> notes;  ///< sentences: what was not or not fully seen
};

/// By the package databases beside the files; nothing is executed. A database that cannot be read
/// becomes a note.
Result<LoadedPackages> loaded_packages(os::FileSystem& files, const os::Trace& trace);

/// Those worth writing into a recipe: what brings the others along, and what computes.
std::vector<LoadedPackage> essential(const std::vector<LoadedPackage>& packages);

}  // namespace recipe::record
