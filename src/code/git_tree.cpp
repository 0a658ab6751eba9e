#include "code/git_tree.h"

#include <git2/sys/mempack.h>

#include <unordered_map>

#include "code/git.h"
#include "code/walked_tree.h"

namespace recipe::code {
namespace {

/// Longer text in place of a link's target is none.
constexpr std::size_t longest_target = 4096;

RawKind kind_of(git_filemode_t mode) {
  switch (mode) {
    case GIT_FILEMODE_TREE:
      return RawKind::folder;
    case GIT_FILEMODE_LINK:
      return RawKind::link;
    case GIT_FILEMODE_COMMIT:
      return RawKind::submodule;
    default:
      return RawKind::file;
  }
}

class GitTree : public WalkedTree {
 public:
  GitTree(std::shared_ptr<git_repository> repository, std::string commit, TreeHandle root)
      : repository_(std::move(repository)), commit_(std::move(commit)) {
    folders_.emplace("", std::move(root));
  }

  const std::string& commit() const override { return commit_; }

 private:
  RawKind raw_kind(const std::string& path) const override {
    const git_tree* folder = folder_at(std::string(folder_of(path)));
    // What the repository lacks cannot be told.
    if (folder == nullptr) return RawKind::submodule;
    const git_tree_entry* entry = git_tree_entry_byname(folder, std::string(name_of(path)).c_str());
    return entry == nullptr ? RawKind::absent : kind_of(git_tree_entry_filemode(entry));
  }

  std::optional<std::vector<Name>> raw_names(const std::string& path) const override {
    std::vector<Name> names;
    const git_tree* folder = folder_at(path);
    if (folder == nullptr) return std::nullopt;
    const std::size_t count = git_tree_entrycount(folder);
    names.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const git_tree_entry* entry = git_tree_entry_byindex(folder, i);
      names.push_back({git_tree_entry_name(entry), kind_of(git_tree_entry_filemode(entry))});
    }
    return names;
  }

  Target raw_target(const std::string& link) const override {
    const auto text = bytes_of(link, longest_target);
    if (!text || text->empty()) return {};
    if (text->front() == '/') return {Target::Where::outside, ""};
    const std::string_view folder = folder_of(link);
    return {Target::Where::inside, folder.empty() ? *text : std::string(folder) + "/" + *text};
  }

  Result<std::string> raw_bytes(const std::string& file) const override {
    return bytes_of(file, max_file_bytes);
  }

  Result<std::string> bytes_of(const std::string& path, std::size_t most) const {
    const git_tree* folder = folder_at(std::string(folder_of(path)));
    const git_tree_entry* entry =
        folder == nullptr ? nullptr
                          : git_tree_entry_byname(folder, std::string(name_of(path)).c_str());
    if (entry == nullptr) return fail(ErrorKind::not_found, path + " is not there");
    const git_oid* id = git_tree_entry_id(entry);
    git_odb* raw_odb = nullptr;
    if (git_repository_odb(&raw_odb, repository_.get()) != 0) return broken(path);
    const OdbHandle odb(raw_odb);
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_read_header(&size, &type, odb.get(), id) != 0) return broken(path);
    if (size > most) {
      return fail(ErrorKind::unsupported,
                  path + " has " + std::to_string(size) + " bytes, more than are read of a file");
    }
    git_blob* raw = nullptr;
    if (git_blob_lookup(&raw, repository_.get(), id) != 0) return broken(path);
    const BlobHandle blob(raw);
    return std::string(static_cast<const char*>(git_blob_rawcontent(blob.get())),
                       static_cast<std::size_t>(git_blob_rawsize(blob.get())));
  }

  static tl::unexpected<Error> broken(const std::string& path) {
    return fail(ErrorKind::io, path + ": " + last_git_message());
  }

  /// Null if there is no such folder, or the repository lacks it.
  const git_tree* folder_at(const std::string& path) const {
    if (const auto known = folders_.find(path); known != folders_.end()) {
      return known->second.get();
    }
    const git_tree* parent = folder_at(std::string(folder_of(path)));
    const git_tree_entry* entry =
        parent == nullptr ? nullptr
                          : git_tree_entry_byname(parent, std::string(name_of(path)).c_str());
    git_tree* raw = nullptr;
    if (entry != nullptr && git_tree_entry_type(entry) == GIT_OBJECT_TREE) {
      git_tree_lookup(&raw, repository_.get(), git_tree_entry_id(entry));
    }
    return folders_.emplace(path, TreeHandle(raw)).first->second.get();
  }

  std::shared_ptr<git_repository> repository_;
  std::string commit_;
  mutable std::unordered_map<std::string, TreeHandle> folders_;
};

/// None where there is no commit yet, or its object is lost. By parts, since libgit2 1.5's
/// git_revparse_single leaks in the latter case.
std::optional<git_oid> tree_id_of_head(git_repository* repository) {
  git_oid head;
  git_commit* raw = nullptr;
  if (git_reference_name_to_id(&head, repository, "HEAD") != 0) return std::nullopt;
  if (git_commit_lookup(&raw, repository, &head) != 0) return std::nullopt;
  const CommitHandle commit(raw);
  return *git_commit_tree_id(commit.get());
}

}  // namespace

Result<std::shared_ptr<const Tree>> open_git_tree(std::shared_ptr<git_repository> repository,
                                                  const std::string& commit) {
  git_oid id;
  if (commit.size() != GIT_OID_HEXSZ || git_oid_fromstr(&id, commit.c_str()) != 0) {
    return fail(ErrorKind::invalid, "`" + commit + "` is no whole commit id");
  }
  git_commit* raw_commit = nullptr;
  const int error = git_commit_lookup(&raw_commit, repository.get(), &id);
  const CommitHandle handle(raw_commit);
  if (error != 0) {
    return fail(error == GIT_ENOTFOUND ? ErrorKind::not_found : ErrorKind::io,
                "commit " + commit + ": " + last_git_message());
  }
  git_tree* raw_tree = nullptr;
  if (git_commit_tree(&raw_tree, handle.get()) != 0) {
    return fail(ErrorKind::io, "commit " + commit + ": " + last_git_message());
  }
  TreeHandle root(raw_tree);
  return std::make_shared<const GitTree>(std::move(repository), commit, std::move(root));
}

std::shared_ptr<const Tree> open_staged_tree(const std::string& git_folder) {
  // A handle of its own: what the index becomes as a tree is kept in memory behind it.
  auto opened = open_git(git_folder);
  if (!opened || !*opened || git_repository_is_bare(opened->get()) == 1) return nullptr;
  const std::shared_ptr<git_repository> repository(std::move(*opened));
  git_odb* raw_odb = nullptr;
  if (git_repository_odb(&raw_odb, repository.get()) != 0) return nullptr;
  const OdbHandle odb(raw_odb);
  git_odb_backend* memory = nullptr;
  if (git_mempack_new(&memory) != 0) return nullptr;
  if (git_odb_add_backend(odb.get(), memory, 1000) != 0) return nullptr;
  git_index* raw_index = nullptr;
  if (git_repository_index(&raw_index, repository.get()) != 0) return nullptr;
  const IndexHandle index(raw_index);
  const auto head = tree_id_of_head(repository.get());
  // In a repository that has lost objects nothing can be told of what is staged.
  if (!head && git_repository_head_unborn(repository.get()) != 1) return nullptr;
  git_oid staged;
  if (git_index_write_tree(&staged, index.get()) != 0) return nullptr;
  if (head && git_oid_equal(&staged, &*head) == 1) return nullptr;
  git_tree* raw = nullptr;
  if (git_tree_lookup(&raw, repository.get(), &staged) != 0) return nullptr;
  return std::make_shared<const GitTree>(repository, "", TreeHandle(raw));
}

}  // namespace recipe::code
