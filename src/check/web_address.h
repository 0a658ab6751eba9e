#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe::check {

/// A URL of a repository on a code-hosting site, taken apart.
struct RepositoryAddress {
  std::string host;        ///< in lower case: "github.com"
  std::string repository;  ///< "owner/name", without .git
  std::string view;        ///< "blob", "tree", "raw", "commit", "pull", ...; may be empty
  std::string revision;    ///< branch, tag or commit, of those views that have one
  std::string path;      ///< percent-decoded, behind the revision; of a branch with a `/` too much
  std::string fragment;  ///< "L59-L66"
};

/// None for what is no page of a repository on a known host.
std::optional<RepositoryAddress> repository_address(std::string_view url);

/// The web address of what `git clone` is given: of "git@host:owner/name.git" and
/// "ssh://git@host/owner/name" the `https://` form, others as they are.
std::string web_form(std::string_view clone_url);

/// `%20` and the like resolved; what is no escape stays.
std::string percent_decoded(std::string_view text);

}  // namespace recipe::check
