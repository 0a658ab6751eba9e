#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/settings.h"
#include "cli/terminal.h"
#include "os/world.h"

namespace recipe::cli {

/// A recipe.toml that was read.
struct SettingsFile {
  check::Settings settings;
  std::string folder;  ///< absolute: paths in it are relative to this
};

/// The settings of documents: of each the nearest recipe.toml above it.
class SettingsFiles {
 public:
  explicit SettingsFiles(os::World& world) : world_(world) {}

  /// Looks in `folder` and above, up to `root`; both are absolute. Null if there is none. A file
  /// that cannot be read is an error, one with mistakes is told by `mistakes`.
  Result<const SettingsFile*> of(const std::string& folder, const std::string& root);
  /// "recipe.toml:3:1: error: ...", of all files so far.
  const std::vector<std::string>& mistakes() const { return mistakes_; }

 private:
  Result<const SettingsFile*> in(const std::string& folder);

  os::World& world_;
  std::map<std::string, std::unique_ptr<SettingsFile>> files_;  ///< by folder; null: none there
  std::vector<std::string> mistakes_;
};

}  // namespace recipe::cli
