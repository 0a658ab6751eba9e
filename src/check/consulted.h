#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/facts.h"

namespace recipe::check {

/// The paths that were looked at to judge a document.
class Consulted {
 public:
  void path(std::string_view path) { paths_.emplace(path); }
  /// Looked for wherever it may be.
  void name(std::string_view name) { names_.emplace(name); }

  /// Whether one of the changed paths, sorted, was looked at, is what was looked for in vain, or
  /// lies in a folder that was.
  bool meets(const std::vector<std::string>& changed) const;

 private:
  std::set<std::string, std::less<>> paths_;
  std::set<std::string, std::less<>> names_;
};

/// Other facts, with a record of what was asked of them. For one document and one thread.
class RecordingFacts : public Facts {
 public:
  RecordingFacts(Facts& inner, Consulted& consulted);
  ~RecordingFacts() override;

  const code::Tree* tree(std::string_view commit) override;
  bool is_uncommitted(std::string_view path) const override;
  bool has_repository() const override;
  CommitFact commit(std::string_view hexadecimal) override;
  std::optional<std::string> branch_or_tag(std::string_view name) override;
  bool is_own(std::string_view host, std::string_view owner_and_name) const override;
  const code::Tree* tree_of(std::string_view host, std::string_view owner_and_name,
                            std::string_view revision) override;
  bool at_hand(std::string_view host, std::string_view owner_and_name) const override;
  const code::Script& script(const code::Tree& tree, std::string_view path) override;
  const code::Settings& settings(const code::Tree& tree, std::string_view path) override;
  const std::vector<std::string>* anchors(const code::Tree& tree, std::string_view path) override;
  Presence mentions(const code::Tree& tree, std::string_view text) override;
  UrlFact url(std::string_view url) override;

 private:
  class RecordingTree;

  static const code::Tree& unwrapped(const code::Tree& tree);
  /// What is read at another commit does not change.
  bool is_current(const code::Tree& tree) const;

  Facts& inner_;
  Consulted& consulted_;
  std::unique_ptr<RecordingTree> current_;
};

}  // namespace recipe::check
