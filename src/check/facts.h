#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "code/script.h"
#include "code/tree.h"

namespace recipe::check {

enum class CommitState { found, missing, unknown };

/// What is known of a commit that a document names.
struct CommitFact {
  CommitState state = CommitState::unknown;
  std::string id;          ///< of a found one: 40 or 64 hexadecimal digits
  bool reachable = false;  ///< from a branch or tag of this repository
  std::string why;         ///< of an unknown one: "the clone is shallow"
};

enum class Presence { present, absent, unknown };

/// What was found at a URL.
struct UrlFact {
  Presence presence = Presence::unknown;
  std::string why;  ///< "the server answered 404"; empty: the network was not asked
};

/// What rules may ask of the world. Answers stay the same, and references valid, for the life of
/// this object.
class Facts {
 public:
  virtual ~Facts() = default;

  /// The repository's files at a commit, which may be abbreviated, or at the one that documents are
  /// checked at if empty; null if there is no such commit. Never null for an empty one: without a
  /// repository it is the document's folder.
  virtual const code::Tree* tree(std::string_view commit) = 0;
  /// Whether something lies at the path on disk that is neither committed nor staged.
  virtual bool is_uncommitted(std::string_view path) const = 0;
  /// Whether there is a repository at all.
  virtual bool has_repository() const = 0;
  virtual CommitFact commit(std::string_view hexadecimal) = 0;
  /// The commit of a branch or tag; none if there is none of that name.
  virtual std::optional<std::string> branch_or_tag(std::string_view name) = 0;
  /// Whether "owner/name" on a code-hosting site is this repository, by its remotes.
  virtual bool is_own(std::string_view host, std::string_view owner_and_name) const = 0;
  /// The files of a repository by its address, at a branch, tag or commit ("HEAD" too): of this one
  /// and of others at hand. Null if it is not at hand or has no such revision; `at_hand` tells
  /// which.
  virtual const code::Tree* tree_of(std::string_view host, std::string_view owner_and_name,
                                    std::string_view revision) = 0;
  virtual bool at_hand(std::string_view host, std::string_view owner_and_name) const = 0;

  virtual const code::Script& script(const code::Tree& tree, std::string_view path) = 0;
  virtual const code::Settings& settings(const code::Tree& tree, std::string_view path) = 0;
  /// Anchors of a Markdown document, sorted; null if it cannot be read.
  virtual const std::vector<std::string>* anchors(const code::Tree& tree,
                                                  std::string_view path) = 0;
  /// Whether the text occurs in any file of code or settings of the tree.
  virtual Presence mentions(const code::Tree& tree, std::string_view text) = 0;
  /// Asks the network, where that was allowed.
  virtual UrlFact url(std::string_view url) = 0;
};

}  // namespace recipe::check
