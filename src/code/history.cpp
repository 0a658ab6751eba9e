#include "code/history.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include "base/text.h"
#include "code/git.h"
#include "code/git_tree.h"
#include "code/submodules.h"

namespace recipe::code {
namespace {

/// More trees than documents name commits are not kept.
constexpr std::size_t most_kept_trees = 64;
constexpr std::size_t most_references = 100'000;

bool is_hexadecimal(std::string_view text) { return std::all_of(text.begin(), text.end(), is_hex); }

std::optional<git_oid> whole_id(const std::string& text) {
  git_oid id;
  if (text.size() != GIT_OID_HEXSZ || git_oid_fromstr(&id, text.c_str()) != 0) return std::nullopt;
  return id;
}

/// The commit behind a reference, also behind an annotated tag.
std::optional<std::string> commit_behind(git_object* object) {
  git_object* raw = nullptr;
  if (git_object_peel(&raw, object, GIT_OBJECT_COMMIT) != 0) return std::nullopt;
  const ObjectHandle commit(raw);
  return hex(*git_object_id(commit.get()));
}

class GitHistory : public History {
 public:
  explicit GitHistory(RepositoryHandle handle) : repository_(std::move(handle)) {
    if (const char* root = git_repository_workdir(repository_.get())) root_ = root;
    git_folder_ = git_repository_path(repository_.get());
    for (std::string* path : {&root_, &git_folder_}) {
      while (path->size() > 1 && path->back() == '/') path->pop_back();
    }
    git_oid id;
    if (git_reference_name_to_id(&id, repository_.get(), "HEAD") == 0) head_ = hex(id);
    read_settings();
    shallow_ = partial_ || git_repository_is_shallow(repository_.get()) == 1;
  }

  const std::string& root() const override { return root_; }
  const std::string& git_folder() const override { return git_folder_; }
  const std::string& head() const override { return head_; }
  bool shallow() const override { return shallow_; }
  const std::vector<Remote>& remotes() const override { return remotes_; }

  CommitFound commit(std::string_view digits) const override {
    if (digits.size() < 4 || digits.size() > GIT_OID_HEXSZ || !is_hexadecimal(digits)) return {};
    git_oid prefix;
    const std::string text = lower(digits);
    if (git_oid_fromstrn(&prefix, text.data(), text.size()) != 0) return {};
    git_object* raw = nullptr;
    const int error =
        git_object_lookup_prefix(&raw, repository_.get(), &prefix, text.size(), GIT_OBJECT_ANY);
    const ObjectHandle object(raw);
    if (error == GIT_EAMBIGUOUS) return ambiguous(prefix, text.size());
    if (error == GIT_ENOTFOUND) return {shallow_ ? Known::cannot_tell : Known::no, ""};
    if (error != 0) return {Known::cannot_tell, ""};
    const auto type = git_object_type(object.get());
    if (type != GIT_OBJECT_COMMIT && type != GIT_OBJECT_TAG) return {Known::no, ""};
    const auto id = commit_behind(object.get());
    if (!id) return {Known::no, ""};
    return {Known::yes, *id};
  }

  Known reachable(const std::string& commit) const override {
    const auto id = whole_id(commit);
    if (!id) return Known::no;
    const std::lock_guard lock(mutex_);
    if (const auto known = reachable_.find(commit); known != reachable_.end()) return known->second;
    return reachable_[commit] = looked_for(*id, commit);
  }

  const std::vector<Reference>& references() const override {
    const std::lock_guard lock(mutex_);
    read_references();
    return references_;
  }

  std::optional<std::string> resolve(std::string_view name) const override {
    if (name == "HEAD") return head_.empty() ? std::nullopt : std::optional(head_);
    for (const Reference& each : references()) {
      if (each.name == name) return each.commit;
    }
    const CommitFound found = commit(name);
    if (found.known == Known::yes) return found.id;
    return std::nullopt;
  }

  Result<std::shared_ptr<const Tree>> tree(const std::string& commit) const override {
    const std::lock_guard lock(mutex_);
    if (const auto known = trees_.find(commit); known != trees_.end()) return known->second;
    TRY_ASSIGN(auto opened, open_git_tree(repository_, commit));
    if (trees_.size() >= most_kept_trees) trees_.clear();
    trees_.emplace(commit, opened);
    return opened;
  }

  std::vector<Submodule> submodules(const std::string& commit) const override {
    std::vector<Submodule> all;
    const auto opened = tree(commit);
    const auto id = whole_id(commit);
    if (!opened || !id) return all;
    const auto text = (*opened)->read(".gitmodules");
    if (!text) return all;
    all = parse_submodules(**text);
    git_commit* raw_commit = nullptr;
    if (git_commit_lookup(&raw_commit, repository_.get(), &*id) != 0) return all;
    const CommitHandle handle(raw_commit);
    git_tree* raw_tree = nullptr;
    if (git_commit_tree(&raw_tree, handle.get()) != 0) return all;
    const TreeHandle root(raw_tree);
    for (Submodule& each : all) {
      git_tree_entry* entry = nullptr;
      if (git_tree_entry_bypath(&entry, root.get(), each.path.c_str()) != 0) continue;
      if (git_tree_entry_filemode(entry) == GIT_FILEMODE_COMMIT) {
        each.commit = hex(*git_tree_entry_id(entry));
      }
      git_tree_entry_free(entry);
    }
    return all;
  }

  Result<std::optional<std::string>> merge_base(const std::string& a,
                                                const std::string& b) const override {
    const auto one = whole_id(a);
    const auto two = whole_id(b);
    if (!one || !two) return fail(ErrorKind::invalid, "no whole commit id");
    git_oid base;
    const int error = git_merge_base(&base, repository_.get(), &*one, &*two);
    if (error == GIT_ENOTFOUND) return std::optional<std::string>();
    if (error != 0) return fail(ErrorKind::io, last_git_message());
    return std::optional(hex(base));
  }

  Result<std::vector<std::string>> changed(const std::string& from,
                                           const std::string& to) const override {
    TRY_ASSIGN(const TreeHandle old_tree, tree_of(from));
    TRY_ASSIGN(const TreeHandle new_tree, tree_of(to));
    git_diff_options options;
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.flags = GIT_DIFF_SKIP_BINARY_CHECK | GIT_DIFF_INCLUDE_TYPECHANGE;
    git_diff* raw = nullptr;
    if (git_diff_tree_to_tree(&raw, repository_.get(), old_tree.get(), new_tree.get(), &options) !=
        0) {
      return fail(ErrorKind::io, last_git_message());
    }
    const DiffHandle diff(raw);
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i) {
      const git_diff_delta* delta = git_diff_get_delta(diff.get(), i);
      paths.emplace_back(delta->old_file.path);
      paths.emplace_back(delta->new_file.path);
    }
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    return paths;
  }

 private:
  /// Remotes, and whether objects are left to be fetched later. Not git_remote_lookup: libgit2 1.5
  /// built with PCRE2 leaks memory there.
  void read_settings() {
    git_config* raw = nullptr;
    if (git_repository_config_snapshot(&raw, repository_.get()) != 0) return;
    const ConfigHandle config(raw);
    git_config_iterator* iterator = nullptr;
    if (git_config_iterator_new(&iterator, config.get()) != 0) return;
    git_config_entry* entry = nullptr;
    while (git_config_next(&entry, iterator) == 0) {
      const std::string_view name = entry->name;
      if (!name.starts_with("remote.") || entry->value == nullptr) continue;
      if (name.ends_with(".promisor")) partial_ = partial_ || lower(entry->value) == "true";
      if (!name.ends_with(".url") || name.size() <= 11) continue;
      remotes_.push_back(
          {std::string(name.substr(7, name.size() - 11)), entry->value, hosted(entry->value)});
    }
    git_config_iterator_free(iterator);
  }

  /// Several objects begin so; git takes the commit if only one of them is one.
  CommitFound ambiguous(const git_oid& prefix, std::size_t length) const {
    git_object* raw = nullptr;
    const int error =
        git_object_lookup_prefix(&raw, repository_.get(), &prefix, length, GIT_OBJECT_COMMIT);
    const ObjectHandle object(raw);
    if (error != 0) return {Known::ambiguous, ""};
    return {Known::yes, hex(*git_object_id(object.get()))};
  }

  void read_references() const {
    if (references_read_) return;
    references_read_ = true;
    git_reference_iterator* iterator = nullptr;
    if (git_reference_iterator_new(&iterator, repository_.get()) != 0) return;
    git_reference* raw = nullptr;
    while (references_.size() < most_references && git_reference_next(&raw, iterator) == 0) {
      const ReferenceHandle reference(raw);
      const std::string_view name = git_reference_shorthand(raw);
      Reference read;
      read.name = name;
      if (git_reference_is_tag(raw) == 1) {
        read.kind = ReferenceKind::tag;
      } else if (git_reference_is_remote(raw) == 1) {
        read.kind = ReferenceKind::remote_branch;
      } else if (git_reference_is_branch(raw) != 1) {
        continue;
      }
      git_object* raw_object = nullptr;
      if (git_reference_peel(&raw_object, raw, GIT_OBJECT_COMMIT) != 0) continue;
      const ObjectHandle object(raw_object);
      read.commit = hex(*git_object_id(raw_object));
      references_.push_back(std::move(read));
    }
    git_reference_iterator_free(iterator);
    std::sort(references_.begin(), references_.end(), [](const Reference& a, const Reference& b) {
      return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
    });
  }

  Known looked_for(const git_oid& id, const std::string& commit) const {
    read_references();
    std::vector<git_oid> tips;
    const auto add = [&](const std::string& tip) {
      const auto tip_id = whole_id(tip);
      if (tip_id) tips.push_back(*tip_id);
    };
    add(head_);
    for (const Reference& each : references_) {
      if (each.commit == commit) return Known::yes;
      add(each.commit);
    }
    if (head_ == commit) return Known::yes;
    std::sort(tips.begin(), tips.end(),
              [](const git_oid& a, const git_oid& b) { return git_oid_cmp(&a, &b) < 0; });
    tips.erase(
        std::unique(tips.begin(), tips.end(),
                    [](const git_oid& a, const git_oid& b) { return git_oid_equal(&a, &b); }),
        tips.end());
    if (tips.empty()) return Known::no;
    const int reached =
        git_graph_reachable_from_any(repository_.get(), &id, tips.data(), tips.size());
    if (reached == 1) return Known::yes;
    return reached == 0 && !shallow_ ? Known::no : Known::cannot_tell;
  }

  Result<TreeHandle> tree_of(const std::string& commit) const {
    const auto id = whole_id(commit);
    if (!id) return fail(ErrorKind::invalid, "`" + commit + "` is no whole commit id");
    git_commit* raw_commit = nullptr;
    if (git_commit_lookup(&raw_commit, repository_.get(), &*id) != 0) {
      return fail(ErrorKind::not_found, "commit " + commit + ": " + last_git_message());
    }
    const CommitHandle handle(raw_commit);
    git_tree* raw = nullptr;
    if (git_commit_tree(&raw, handle.get()) != 0) {
      return fail(ErrorKind::io, "commit " + commit + ": " + last_git_message());
    }
    return TreeHandle(raw);
  }

  std::shared_ptr<git_repository> repository_;
  std::string root_;
  std::string git_folder_;
  std::string head_;
  bool shallow_ = false;
  bool partial_ = false;
  std::vector<Remote> remotes_;
  mutable std::mutex mutex_;
  mutable std::vector<Reference> references_;
  mutable bool references_read_ = false;
  mutable std::map<std::string, Known> reachable_;
  mutable std::map<std::string, std::shared_ptr<const Tree>> trees_;
};

}  // namespace

Result<std::shared_ptr<const History>> open_history(const std::string& folder) {
  TRY_ASSIGN(RepositoryHandle handle, open_git(folder));
  if (!handle) return std::shared_ptr<const History>();
  return std::make_shared<const GitHistory>(std::move(handle));
}

}  // namespace recipe::code
