#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace recipe::code {

enum class EntryKind { file, folder, submodule };

/// What a path leads to.
struct Entry {
  EntryKind kind = EntryKind::file;
  std::string path;  ///< behind symbolic links; of what lies in a submodule, the submodule
};

/// The files of a repository at one commit, or of a folder as they are. Paths are relative to the
/// root, with `/` and neither `.` nor `..`; case counts, and "" is the root.
class Tree {
 public:
  virtual ~Tree() = default;

  /// 40 hexadecimal digits; empty where the files are no commit's.
  virtual const std::string& commit() const = 0;
  /// Follows symbolic links that stay inside; one that leads nowhere or in a circle is absent, one
  /// that leads outside is a submodule: it cannot be told.
  virtual std::optional<Entry> find(std::string_view path) const = 0;
  /// Names of what a folder holds, sorted; empty where there is no such folder.
  virtual std::vector<std::string> names_in(std::string_view folder) const = 0;
  /// The path of every file, without links and submodules, sorted. Walks the whole tree once.
  virtual const std::vector<std::string>& all_files() const = 0;
  /// Every path, of files and folders, whose last component is `name`, sorted.
  virtual const std::vector<std::string>& named(std::string_view name) const = 0;
  /// False where the tree is too large to be walked, or parts of it could not be read: what `named`
  /// does not list may be there all the same.
  virtual bool complete() const { return true; }
  /// The bytes of a file. One beyond `max_file_bytes` is `unsupported`.
  virtual Result<std::shared_ptr<const std::string>> read(std::string_view path) const = 0;
};

inline constexpr std::size_t max_file_bytes = std::size_t{8} << 20;

/// `path` seen from `folder`, without `.` and `..`; none where it leads above the root. A leading
/// `/` is the root.
std::optional<std::string> resolved(std::string_view folder, std::string_view path);
/// "a/b" of "a/b/c", "" of "a"
std::string_view folder_of(std::string_view path);
/// "c" of "a/b/c"
std::string_view name_of(std::string_view path);

}  // namespace recipe::code
