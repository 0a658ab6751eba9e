#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "code/tree.h"

namespace recipe::code {

enum class Known { yes, no, ambiguous, cannot_tell };

/// Whether a repository has the commit that a text names.
struct CommitFound {
  Known known = Known::no;
  std::string id;  ///< 40 digits where it is known
};

enum class ReferenceKind { branch, remote_branch, tag };

struct Reference {
  ReferenceKind kind = ReferenceKind::branch;
  std::string name;    ///< "main", "origin/main", "v1.0"
  std::string commit;  ///< behind annotated tags
};

/// Where a repository is hosted, of `https://github.com/owner/name.git` and the like.
struct Hosted {
  std::string host;   ///< in lower case, without user and port
  std::string owner;  ///< all folders before the name
  std::string name;   ///< without `.git`

  /// GitHub and its likes do not tell case apart.
  bool same_as(const Hosted& other) const;
};

struct Remote {
  std::string name;
  std::string url;
  std::optional<Hosted> hosted;
};

struct Submodule {
  std::string path;
  std::string url;     ///< as written; `../x.git` is relative to the repository's own
  std::string commit;  ///< empty where the tree holds no such commit
};

/// A repository, bare or not, and its commits. Everything is looked up when it is asked for.
class History {
 public:
  virtual ~History() = default;

  /// Absolute path of the work tree; empty for a bare repository.
  virtual const std::string& root() const = 0;
  /// Absolute path of what git keeps.
  virtual const std::string& git_folder() const = 0;
  /// Commit; empty before the first.
  virtual const std::string& head() const = 0;
  /// Older commits, or objects that nobody asked for yet, are elsewhere.
  virtual bool shallow() const = 0;
  /// From 4 to 40 hexadecimal digits, in any case. What a shallow clone lacks cannot be told.
  virtual CommitFound commit(std::string_view digits) const = 0;
  /// Whether a branch, a tag or HEAD leads to the commit.
  virtual Known reachable(const std::string& commit) const = 0;
  /// Sorted by kind and name.
  virtual const std::vector<Reference>& references() const = 0;
  /// The commit of `main`, `origin/main`, `v1.0`, `HEAD` or an abbreviated id, as git would take
  /// it.
  virtual std::optional<std::string> resolve(std::string_view name) const = 0;
  virtual const std::vector<Remote>& remotes() const = 0;
  /// Shared by all who ask for the same commit.
  virtual Result<std::shared_ptr<const Tree>> tree(const std::string& commit) const = 0;
  virtual std::vector<Submodule> submodules(const std::string& commit) const = 0;
  /// None where the two have no common past, as far as it is here.
  virtual Result<std::optional<std::string>> merge_base(const std::string& a,
                                                        const std::string& b) const = 0;
  /// Paths that differ between two commits, sorted; of a rename both.
  virtual Result<std::vector<std::string>> changed(const std::string& from,
                                                   const std::string& to) const = 0;
};

/// The repository at or above a folder; null if there is none, an error where git refuses it or it
/// is broken.
Result<std::shared_ptr<const History>> open_history(const std::string& folder);

/// Of https, ssh, git and `user@host:path` addresses.
std::optional<Hosted> hosted(std::string_view url);

}  // namespace recipe::code
