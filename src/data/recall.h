#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "data/remembered.h"
#include "data/walk.h"

namespace recipe::data {

/// What the cache knows of a tree's files, and what it shall know.
class Recall {
 public:
  /// Made before the files are looked at. A file that changed less than two seconds before is not
  /// remembered: it could change again without looking different.
  explicit Recall(os::World& world);

  /// The digests of files that look as they did; none for the others. `folder` is the tree's root,
  /// absolute and without links.
  std::vector<std::optional<RawDigest>> load(const Tree& tree, const std::string& folder,
                                             os::Cache::Reach reach);
  /// `digests` are of all files of the same tree.
  void save(const Tree& tree, const std::vector<std::optional<RawDigest>>& digests);

 private:
  /// A folder's row, as it was read and as it is written.
  struct Row {
    std::string folder;
    std::string bytes;
    std::vector<RememberedFile> before;
    std::vector<RememberedFile> after;
    std::size_t next = 0;  ///< the first of `before` not yet passed
    bool stale = false;    ///< `after` is not `before`
  };

  bool settled(const os::FileStatus& status) const;
  bool clock_jumped() const;

  os::World& world_;
  std::chrono::system_clock::time_point began_;
  std::chrono::steady_clock::time_point began_steady_;
  os::Cache::Reach reach_ = os::Cache::Reach::folder;
  std::vector<Row> rows_;  ///< by index in Tree::folders
  std::vector<std::string> gone_;
  std::vector<bool> known_;
};

}  // namespace recipe::data
