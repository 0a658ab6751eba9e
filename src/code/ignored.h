#pragma once

#include <memory>
#include <string>

namespace recipe::code {

/// What git leaves out of a repository: `.gitignore`, `.git/info/exclude` and the user's settings.
class IgnoredPaths {
 public:
  virtual ~IgnoredPaths() = default;
  /// `path` is relative to the work tree; of a folder it ends in `/`.
  virtual bool ignores(const std::string& path) const = 0;

  /// Null if there is no repository, or git refuses it.
  static std::unique_ptr<IgnoredPaths> open(const std::string& root);
};

}  // namespace recipe::code
