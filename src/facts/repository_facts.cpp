#include "facts/repository_facts.h"

#include <array>

#include "base/text.h"
#include "code/folder_tree.h"
#include "code/git_tree.h"
#include "code/remembered.h"
#include "document/page.h"

namespace recipe::facts {
namespace {

/// Organisations that have moved all they have; old addresses lead to the new ones.
struct Renamed {
  std::string_view before;
  std::string_view now;
};
constexpr std::array<Renamed, 2> renamed_owners = {
    {{"mlperf", "mlcommons"}, {"deepmind", "google-deepmind"}}};

code::Hosted hosted_at(std::string_view host, std::string_view owner_and_name) {
  const std::size_t slash = owner_and_name.rfind('/');
  if (slash == std::string_view::npos) return {};
  std::string owner = lower(owner_and_name.substr(0, slash));
  for (const Renamed& renamed : renamed_owners) {
    if (owner == renamed.before) owner = std::string(renamed.now);
  }
  return {std::string(host), owner, std::string(owner_and_name.substr(slash + 1))};
}

bool hosts(const code::History& history, const code::Hosted& wanted) {
  for (const code::Remote& remote : history.remotes()) {
    if (remote.hosted && remote.hosted->same_as(wanted)) return true;
  }
  return false;
}

std::string key_of(const code::Tree& tree, std::string_view path) {
  return tree.commit() + "/" + std::string(path);
}

}  // namespace

Result<std::unique_ptr<RepositoryFacts>> RepositoryFacts::open(os::World& world,
                                                               const Where& where) {
  std::unique_ptr<RepositoryFacts> facts(new RepositoryFacts(world));
  TRY_ASSIGN(facts->own_, code::open_history(where.folder));
  for (const std::string& folder : where.beside) {
    TRY_ASSIGN(auto other, code::open_history(folder));
    if (!other) return fail(ErrorKind::not_found, folder + ": there is no repository");
    facts->beside_.push_back(std::move(other));
  }
  if (facts->own_ == nullptr && !where.commit.empty()) {
    return fail(ErrorKind::not_found,
                where.folder + ": there is no repository that could have " + where.commit);
  }
  if (facts->own_ != nullptr) {
    const auto commit = facts->own_->resolve(where.commit.empty() ? "HEAD" : where.commit);
    facts->root_ = facts->own_->root();
    facts->of_now_ = where.commit.empty();
    if (where.commit.empty()) facts->tree_ = code::open_staged_tree(facts->own_->git_folder());
    if (facts->tree_ != nullptr) return facts;
    if (commit) {
      TRY_ASSIGN(facts->tree_, facts->own_->tree(*commit));
      return facts;
    }
    if (!where.commit.empty()) {
      return fail(ErrorKind::not_found, where.folder + ": there is no commit " + where.commit);
    }
  }
  if (facts->root_.empty()) facts->root_ = where.folder;
  TRY_ASSIGN(facts->tree_, code::open_folder_tree(world.files, facts->root_));
  return facts;
}

bool RepositoryFacts::is_uncommitted(std::string_view path) const {
  if (!of_now_ || root_.empty() || tree_->find(path)) return false;
  const auto there = world_.files.status(os::join_path(root_, path), os::Follow::yes);
  return there && *there;
}

const code::Tree* RepositoryFacts::tree_at(const code::History& history,
                                           const std::string& commit) {
  return trees_
      .get(history.git_folder() + "/" + commit,
           [&]() -> std::shared_ptr<const code::Tree> {
             auto tree = history.tree(commit);
             return tree ? *tree : nullptr;
           })
      .get();
}

const code::Tree* RepositoryFacts::tree(std::string_view commit) {
  if (commit.empty()) return tree_.get();
  if (own_ == nullptr) return nullptr;
  const code::CommitFound found = own_->commit(commit);
  return found.known == code::Known::yes ? tree_at(*own_, found.id) : nullptr;
}

check::CommitFact RepositoryFacts::commit(std::string_view hexadecimal) {
  using check::CommitState;
  if (own_ == nullptr) return {CommitState::unknown, "", false, "there is no repository"};
  const code::CommitFound found = own_->commit(hexadecimal);
  switch (found.known) {
    case code::Known::yes:
      return {CommitState::found, found.id, own_->reachable(found.id) != code::Known::no, ""};
    case code::Known::no:
      return {CommitState::missing, "", false, ""};
    case code::Known::ambiguous:
      return {CommitState::unknown, "", false, "several commits begin so"};
    case code::Known::cannot_tell:
      break;
  }
  return {CommitState::unknown, "", false, "the clone is shallow"};
}

std::optional<std::string> RepositoryFacts::branch_or_tag(std::string_view name) {
  if (own_ == nullptr) return std::nullopt;
  for (const code::Reference& reference : own_->references()) {
    const std::string_view full = reference.name;
    const bool remote = reference.kind == code::ReferenceKind::remote_branch;
    const std::size_t slash = full.find('/');
    if (full == name ||
        (remote && slash != std::string_view::npos && full.substr(slash + 1) == name)) {
      return reference.commit;
    }
  }
  return std::nullopt;
}

const code::History* RepositoryFacts::hosting(std::string_view host,
                                              std::string_view owner_and_name) const {
  const code::Hosted wanted = hosted_at(host, owner_and_name);
  if (own_ != nullptr && hosts(*own_, wanted)) return own_.get();
  for (const auto& other : beside_) {
    if (hosts(*other, wanted)) return other.get();
  }
  return nullptr;
}

bool RepositoryFacts::is_own(std::string_view host, std::string_view owner_and_name) const {
  const code::History* history = hosting(host, owner_and_name);
  return history != nullptr && history == own_.get();
}

bool RepositoryFacts::at_hand(std::string_view host, std::string_view owner_and_name) const {
  return hosting(host, owner_and_name) != nullptr;
}

const code::Tree* RepositoryFacts::tree_of(std::string_view host, std::string_view owner_and_name,
                                           std::string_view revision) {
  const code::History* history = hosting(host, owner_and_name);
  if (history == nullptr) return nullptr;
  auto commit = history->resolve(revision);
  if (!commit) commit = history->resolve("origin/" + std::string(revision));
  // Hosts lead the old name of the usual branch to the new one.
  if (!commit && (revision == "master" || revision == "main")) commit = history->resolve("HEAD");
  return commit ? tree_at(*history, *commit) : nullptr;
}

code::Script RepositoryFacts::read_script(const code::Tree& tree, std::string_view path) {
  if (!path.ends_with(".py") || !tree.find(path)) return code::read_script(tree, path);
  Programs& programs = *programs_.get(tree.commit(), [&] {
    auto made = std::make_unique<Programs>();
    made->python = std::make_unique<code::PythonReader>(tree);
    return made;
  });
  const std::lock_guard<std::mutex> alone(programs.mutex);
  return programs.python->script(path);
}

const code::Script& RepositoryFacts::script(const code::Tree& tree, std::string_view path) {
  return scripts_.get(key_of(tree, path), [&] {
    return cache_.remembered<code::Script>(tree.commit(), "script", path, code::script_of_row,
                                           [&] { return read_script(tree, path); });
  });
}

const code::Settings& RepositoryFacts::settings(const code::Tree& tree, std::string_view path) {
  return settings_.get(key_of(tree, path), [&] {
    return cache_.remembered<code::Settings>(tree.commit(), "settings", path, code::settings_of_row,
                                             [&] { return code::read_settings(tree, path); });
  });
}

const std::vector<std::string>* RepositoryFacts::anchors(const code::Tree& tree,
                                                         std::string_view path) {
  const auto& anchors =
      anchors_.get(key_of(tree, path), [&]() -> std::optional<std::vector<std::string>> {
        const auto bytes = tree.read(path);
        if (!bytes) return std::nullopt;
        return document::Page(SourceText(std::string(path), **bytes)).anchors;
      });
  return anchors ? &*anchors : nullptr;
}

check::Presence RepositoryFacts::mentions(const code::Tree& tree, std::string_view text) {
  return mentions_.get(key_of(tree, text), [&] {
    return cache_.remembered_presence(tree.commit(), text, [&] {
      return words_.get(tree.commit(), [&] { return std::make_unique<WordIndex>(tree); })
          ->mentions(text);
    });
  });
}

}  // namespace recipe::facts
