#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "check/facts.h"
#include "code/history.h"
#include "code/python/python.h"
#include "facts/fact_cache.h"
#include "facts/once_map.h"
#include "facts/online.h"
#include "facts/word_index.h"
#include "os/world.h"

namespace recipe::facts {

struct Where {
  std::string folder;               ///< the repository is at or above it
  std::string commit;               ///< documents are checked at; empty: what is staged, else HEAD
  std::vector<std::string> beside;  ///< other repositories at hand, whose URLs can be judged too
};

/// What is true of a repository, read from its objects; without one, of a folder as it is. What was
/// read of code at a commit is remembered. Several threads may ask.
class RepositoryFacts : public check::Facts {
 public:
  /// A repository that is broken or refused, and a commit that it lacks, are errors.
  static Result<std::unique_ptr<RepositoryFacts>> open(os::World& world, const Where& where);

  const code::Tree* tree(std::string_view commit) override;
  bool is_uncommitted(std::string_view path) const override;
  bool has_repository() const override { return own_ != nullptr; }
  check::CommitFact commit(std::string_view hexadecimal) override;
  std::optional<std::string> branch_or_tag(std::string_view name) override;
  bool is_own(std::string_view host, std::string_view owner_and_name) const override;
  const code::Tree* tree_of(std::string_view host, std::string_view owner_and_name,
                            std::string_view revision) override;
  bool at_hand(std::string_view host, std::string_view owner_and_name) const override;
  const code::Script& script(const code::Tree& tree, std::string_view path) override;
  const code::Settings& settings(const code::Tree& tree, std::string_view path) override;
  const std::vector<std::string>* anchors(const code::Tree& tree, std::string_view path) override;
  check::Presence mentions(const code::Tree& tree, std::string_view text) override;
  check::UrlFact url(std::string_view url) override { return online_.found(url); }

  /// Absolute path of the work tree, or of the folder where there is no repository; empty for a
  /// bare one.
  const std::string& root() const { return root_; }
  /// Null without a repository.
  const code::History* history() const { return own_.get(); }
  /// Asks the network; before documents are checked.
  void ask(const std::vector<std::string>& urls) { online_.ask(urls); }
  /// Writes what was learnt to the cache.
  void save() { cache_.save(); }

 private:
  explicit RepositoryFacts(os::World& world) : world_(world), online_(world), cache_(world) {}

  /// Python programs of one tree, whose imports are read once. One thread at a time.
  struct Programs {
    std::mutex mutex;
    std::unique_ptr<code::PythonReader> python;
  };

  code::Script read_script(const code::Tree& tree, std::string_view path);
  const code::History* hosting(std::string_view host, std::string_view owner_and_name) const;
  const code::Tree* tree_at(const code::History& history, const std::string& commit);

  std::shared_ptr<const code::History> own_;
  std::vector<std::shared_ptr<const code::History>> beside_;
  std::shared_ptr<const code::Tree> tree_;
  std::string root_;
  os::World& world_;
  bool of_now_ = false;  ///< documents are checked at what is staged or HEAD
  Online online_;
  FactCache cache_;
  OnceMap<std::shared_ptr<const code::Tree>> trees_;
  OnceMap<std::unique_ptr<Programs>> programs_;
  OnceMap<code::Script> scripts_;
  OnceMap<code::Settings> settings_;
  OnceMap<std::optional<std::vector<std::string>>> anchors_;
  OnceMap<std::unique_ptr<WordIndex>> words_;
  OnceMap<check::Presence> mentions_;
};

}  // namespace recipe::facts
