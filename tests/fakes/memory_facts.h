#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "check/facts.h"
#include "document/page.h"
#include "fakes/memory_tree.h"

namespace recipe {

/// A repository in memory. Scripts and settings are read from its files unless a test gives them.
class MemoryFacts : public check::Facts {
 public:
  MemoryTree head;
  std::map<std::string, MemoryTree> at;  ///< by full commit
  std::map<std::string, code::Script> scripts;
  std::map<std::string, code::Settings> files_of_settings;
  std::map<std::string, std::string> refs;
  std::set<std::string> own = {"owner/name"};
  std::map<std::string, check::UrlFact> urls;
  std::set<std::string> mentioned;
  bool repository = true;

  const code::Tree* tree(std::string_view commit) override {
    if (commit.empty() || head.id.starts_with(commit)) return &head;
    for (const auto& [id, tree] : at) {
      if (id.starts_with(commit)) return &tree;
    }
    return nullptr;
  }
  bool is_uncommitted(std::string_view) const override { return false; }
  bool has_repository() const override { return repository; }
  check::CommitFact commit(std::string_view hexadecimal) override {
    if (head.id.starts_with(hexadecimal)) {
      return {check::CommitState::found, head.id, true, ""};
    }
    for (const auto& [id, tree] : at) {
      if (id.starts_with(hexadecimal)) return {check::CommitState::found, id, true, ""};
    }
    return {repository ? check::CommitState::missing : check::CommitState::unknown, "", false,
            repository ? "" : "there is no repository"};
  }
  std::optional<std::string> branch_or_tag(std::string_view name) override {
    const auto found = refs.find(std::string(name));
    return found == refs.end() ? std::nullopt : std::optional(found->second);
  }
  bool is_own(std::string_view, std::string_view owner_and_name) const override {
    return own.contains(std::string(owner_and_name));
  }
  const code::Tree* tree_of(std::string_view, std::string_view owner_and_name,
                            std::string_view revision) override {
    if (!own.contains(std::string(owner_and_name))) return nullptr;
    const auto named = revision == "HEAD" ? std::string() : branch_or_tag(revision).value_or("");
    if (named.empty() && revision != "HEAD") return tree(revision);
    return tree(named);
  }
  bool at_hand(std::string_view, std::string_view owner_and_name) const override {
    return own.contains(std::string(owner_and_name));
  }
  const code::Script& script(const code::Tree& tree, std::string_view path) override {
    const auto [found, is_new] = scripts.try_emplace(std::string(path));
    if (is_new) found->second = code::read_script(tree, path);
    return found->second;
  }
  const code::Settings& settings(const code::Tree& tree, std::string_view path) override {
    const auto [found, is_new] = files_of_settings.try_emplace(std::string(path));
    if (is_new) found->second = code::read_settings(tree, path);
    return found->second;
  }
  const std::vector<std::string>* anchors(const code::Tree& tree, std::string_view path) override {
    const auto text = tree.read(path);
    if (!text) return nullptr;
    auto& page = pages_[std::string(path)];
    if (!page) page = std::make_unique<document::Page>(SourceText(std::string(path), **text));
    return &page->anchors;
  }
  check::Presence mentions(const code::Tree&, std::string_view text) override {
    return mentioned.contains(std::string(text)) ? check::Presence::present
                                                 : check::Presence::absent;
  }
  check::UrlFact url(std::string_view url) override {
    const auto found = urls.find(std::string(url));
    return found == urls.end() ? check::UrlFact{} : found->second;
  }

 private:
  std::map<std::string, std::unique_ptr<document::Page>> pages_;
};

}  // namespace recipe
