#pragma once

#include <map>
#include <memory>
#include <string>

#include "check/baseline.h"
#include "os/world.h"

namespace recipe::cli {

/// A baseline on disk.
struct BaselineFile {
  std::string path;    ///< as shown
  std::string folder;  ///< absolute: paths in it are relative to this
  check::Baseline baseline;

  /// How it names a document.
  std::string name_of(const std::string& real) const;
};

enum class IfAbsent { refuse, begin };

/// The baselines that documents have, each read once.
class BaselineFiles {
 public:
  explicit BaselineFiles(os::World& world) : world_(world) {}

  Result<const BaselineFile*> open(const std::string& path, IfAbsent if_absent);

 private:
  os::World& world_;
  std::map<std::string, std::unique_ptr<BaselineFile>> files_;  ///< by path as given
};

}  // namespace recipe::cli
