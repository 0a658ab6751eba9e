#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "check/facts.h"
#include "os/world.h"

namespace recipe::cli {

/// The files of a folder as they are.
class FolderTree : public code::Tree {
 public:
  FolderTree(os::World& world, std::string root) : world_(world), root_(std::move(root)) {}
  const std::string& commit() const override { return commit_; }
  std::optional<code::Entry> find(std::string_view path) const override;
  std::vector<std::string> names_in(std::string_view folder) const override;
  const std::vector<std::string>& named(std::string_view name) const override;
  Result<std::shared_ptr<const std::string>> read(std::string_view path) const override;

 private:
  std::string on_disk(std::string_view path) const;

  os::World& world_;
  std::string root_;
  std::string commit_;
  mutable std::map<std::string, std::vector<std::string>> named_;
};

/// What is known without a repository.
class FolderFacts : public check::Facts {
 public:
  FolderFacts(os::World& world, std::string root) : tree_(world, std::move(root)) {
    script_.understood = false;
    script_.why_not = "not read";
    settings_.understood = false;
    settings_.why_not = "not read";
  }
  const code::Tree* tree(std::string_view commit) override {
    return commit.empty() ? &tree_ : nullptr;
  }
  bool has_repository() const override { return false; }
  check::CommitFact commit(std::string_view) override {
    return {check::CommitState::unknown, "", false, "there is no repository"};
  }
  std::optional<std::string> branch_or_tag(std::string_view) override { return std::nullopt; }
  bool is_own(std::string_view, std::string_view) const override { return false; }
  const code::Tree* tree_of(std::string_view, std::string_view, std::string_view) override {
    return nullptr;
  }
  bool at_hand(std::string_view, std::string_view) const override { return false; }
  const code::Script& script(const code::Tree&, std::string_view) override { return script_; }
  const code::Settings& settings(const code::Tree&, std::string_view) override { return settings_; }
  const std::vector<std::string>* anchors(const code::Tree&, std::string_view) override {
    return nullptr;
  }
  check::Presence mentions(const code::Tree&, std::string_view) override {
    return check::Presence::unknown;
  }
  check::UrlFact url(std::string_view) override {
    return {check::Presence::unknown, "not asked: --online was not given"};
  }

 private:
  FolderTree tree_;
  code::Script script_;
  code::Settings settings_;
};

}  // namespace recipe::cli
