#include "cli/changes.h"

#include <algorithm>

#include "code/repository.h"

namespace recipe::cli {
namespace {

constexpr std::size_t most_changed_files = 1000000;

}  // namespace

Result<const std::vector<std::string>*> Changes::in(const facts::RepositoryFacts& facts) {
  const auto known = paths_.find(&facts);
  if (known != paths_.end()) return &known->second;
  TRY_ASSIGN(auto paths, read(facts));
  return &paths_.emplace(&facts, std::move(paths)).first->second;
}

Result<std::vector<std::string>> Changes::read(const facts::RepositoryFacts& facts) const {
  const code::History* history = facts.history();
  if (history == nullptr) {
    return fail(ErrorKind::invalid, "--changed: " + facts.root() + " is no git repository");
  }
  const auto base = history->resolve(base_);
  if (!base) {
    return fail(ErrorKind::invalid, "--changed: there is no commit, branch or tag `" + base_ + "`" +
                                        (history->shallow() ? " in this shallow clone" : ""));
  }
  TRY_ASSIGN(const auto common, history->merge_base(*base, history->head()));
  if (!common) {
    return fail(ErrorKind::invalid,
                "--changed: HEAD and `" + base_ + "` have no common commit here" +
                    (history->shallow() ? "; the clone is shallow: fetch more of it" : ""));
  }
  TRY_ASSIGN(std::vector<std::string> paths, history->changed(*common, history->head()));
  if (!history->root().empty()) {
    TRY_ASSIGN(const auto uncommitted, code::changed_files(history->root(), most_changed_files));
    paths.insert(paths.end(), uncommitted.begin(), uncommitted.end());
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

}  // namespace recipe::cli
