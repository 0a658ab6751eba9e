#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe::document {

/// A repository, and the commit if the link goes to one.
struct RepositoryLink {
  std::string repository;
  std::string commit;  ///< may be empty
};

/// What a URL says of a repository: a page of a known host within one, `git+https://...@commit`, or
/// an address that ends in .git. Nothing for any other page.
std::optional<RepositoryLink> repository_link(std::string_view url);

}  // namespace recipe::document
