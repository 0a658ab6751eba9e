#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/study.h"

namespace recipe::check {

/// What the .gitignore files of a repository name: somebody's program makes it, so that its absence
/// from the tree says nothing. For Study::shared.
class GitIgnore {
 public:
  explicit GitIgnore(const Study&) {}

  /// `path` is from the root, and ends in `/` where it is known to be a folder's. A pattern that
  /// tells no more than how a name ends, such as `*.png`, does not count: it says nothing of the
  /// file.
  bool names(const code::Tree& tree, std::string_view path) const;

 private:
  struct Pattern {
    std::string glob;  ///< from the folder of its file
    bool negated = false;
    bool of_folders = false;
    bool general = false;  ///< tells only how a name ends
  };
  struct Verdict {
    bool left_out = false;
    bool named = false;
  };

  const std::vector<Pattern>& patterns_in(const code::Tree& tree, std::string_view folder) const;
  static std::vector<Pattern> read(std::string_view text, bool at_root);
  void judge(const code::Tree& tree, std::string_view folder, std::string_view path, bool is_folder,
             Verdict& verdict) const;

  mutable std::map<std::pair<const code::Tree*, std::string>, std::vector<Pattern>> read_;
  /// Bytes of patterns times bytes of paths.
  mutable std::size_t work_left_ = std::size_t{200} << 20;
};

}  // namespace recipe::check
