#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "code/tree.h"

namespace recipe::code {

/// What lies at a path, links not followed.
enum class RawKind { absent, file, folder, link, submodule };

/// Follows links and remembers, on top of what git or a disk tells about one path at a time.
/// Several threads may ask.
class WalkedTree : public Tree {
 public:
  std::optional<Entry> find(std::string_view path) const override;
  std::vector<std::string> names_in(std::string_view folder) const override;
  const std::vector<std::string>& named(std::string_view name) const override;
  const std::vector<std::string>& all_files() const override;
  Result<std::shared_ptr<const std::string>> read(std::string_view path) const override;
  bool complete() const override;

 protected:
  struct Name {
    std::string name;
    RawKind kind;
  };
  /// Where a link leads, from the root, `..` allowed.
  struct Target {
    enum class Where { inside, outside, nowhere } where = Where::nowhere;
    std::string path;
  };

  // Called with the lock held; paths without links but for the last component.
  virtual RawKind raw_kind(const std::string& path) const = 0;
  /// None where it cannot be read.
  virtual std::optional<std::vector<Name>> raw_names(const std::string& folder) const = 0;
  virtual Target raw_target(const std::string& link) const = 0;
  virtual Result<std::string> raw_bytes(const std::string& file) const = 0;

 private:
  std::optional<Entry> find_locked(std::string_view path) const;
  void walk() const;

  mutable std::mutex mutex_;
  mutable std::vector<std::string> paths_;  ///< of files and folders, once `walked_`, by last name
  mutable std::vector<std::string> files_;  ///< by path, once `walked_`
  mutable bool walked_ = false;
  mutable bool complete_ = true;
  mutable std::map<std::string, std::vector<std::string>, std::less<>> named_;
  mutable std::map<std::string, std::shared_ptr<const std::string>, std::less<>> bytes_;
  mutable std::size_t kept_bytes_ = 0;
};

}  // namespace recipe::code
