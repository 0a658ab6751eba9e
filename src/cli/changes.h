#pragma once

#include <map>
#include <string>
#include <vector>

#include "facts/repository_facts.h"

namespace recipe::cli {

/// What has changed in repositories since a commit, each looked at once.
class Changes {
 public:
  explicit Changes(std::string base) : base_(std::move(base)) {}

  /// Paths that differ between the files as they are and the last commit that HEAD has in common
  /// with the base, sorted.
  Result<const std::vector<std::string>*> in(const facts::RepositoryFacts& facts);

 private:
  Result<std::vector<std::string>> read(const facts::RepositoryFacts& facts) const;

  std::string base_;
  std::map<const facts::RepositoryFacts*, std::vector<std::string>> paths_;
};

}  // namespace recipe::cli
