#pragma once

#include <string>
#include <vector>

#include "os/file_system.h"
#include "record/package_texts.h"

namespace recipe::record {

/// A Python distribution in a folder of installed packages.
struct Distribution {
  std::string entry;     ///< its name there: "numpy-1.24.2.dist-info"
  std::string place;     ///< the folder or file that describes it
  std::string compared;  ///< the name as it is compared
  bool folder = false;   ///< `place` is one
};

/// Those of `*.dist-info`, `*.egg-info` and `*.egg`; each name once, the first of these. At most
/// 20,000.
std::vector<Distribution> distributions_in(os::FileSystem& files, const std::string& site);

/// The compared names of its modules by top_level.txt, or else its own.
std::vector<std::string> top_modules(os::FileSystem& files, const Distribution& distribution);

/// By METADATA or PKG-INFO and requires.txt; name and version by its entry if these say none.
PythonMetadata metadata_of(os::FileSystem& files, const Distribution& distribution);

/// A distribution whose files lie in a person's folder.
struct Editable {
  std::string name;
  std::string folder;
};

/// By direct_url.json (PEP 610) and `*.egg-link`; at most 1,000.
std::vector<Editable> editable_in(os::FileSystem& files, const std::string& site);

}  // namespace recipe::record
