#include "cli/repositories.h"

namespace recipe::cli {

std::optional<std::string> below(std::string_view folder, std::string_view path) {
  if (folder == "/") folder = "";
  if (!path.starts_with(folder) || path.size() <= folder.size() || path[folder.size()] != '/') {
    return std::nullopt;
  }
  return std::string(path.substr(folder.size() + 1));
}

std::string work_tree_above(os::World& world, const std::string& folder) {
  for (std::string at = folder;; at = os::parent_path(at)) {
    const auto there = world.files.status(os::join_path(at, ".git"), os::Follow::yes);
    if (there && *there) return at;
    if (at == "/" || at == "." || at.empty()) return "";
  }
}

Result<facts::RepositoryFacts*> Repositories::open(const std::string& folder) {
  const auto [place, is_new] = opened_.try_emplace(folder);
  Opened& opened = place->second;
  if (is_new) {
    auto facts = facts::RepositoryFacts::open(world_, {folder, "", beside_});
    if (facts) {
      opened.facts = std::move(*facts);
    } else {
      opened.error = facts.error();
    }
  }
  if (opened.error) return tl::unexpected(*opened.error);
  return opened.facts.get();
}

Result<DocumentPlace> Repositories::place_of(const DocumentFile& file) {
  std::string real;
  if (file.source == DocumentSource::disk) {
    const std::string parent = os::parent_path(file.path);
    const auto [known, is_new] = real_folders_.try_emplace(parent);
    if (is_new) {
      auto folder = world_.files.real_path(parent);
      if (!folder) {
        real_folders_.erase(known);
        return tl::unexpected(folder.error());
      }
      known->second = std::move(*folder);
    }
    real = os::join_path(known->second, os::file_name(file.path));
  }
  if (!repository_.empty()) return place_in_given(file.path, real);
  const std::string folder = os::parent_path(real);
  const auto [root, is_new] = roots_.try_emplace(folder);
  if (is_new) root->second = work_tree_above(world_, folder);
  // Without a repository the folder that was asked for stands for one.
  std::string top = root->second;
  if (top.empty()) {
    TRY_ASSIGN(top, world_.files.real_path(file.found_in));
  }
  TRY_ASSIGN(facts::RepositoryFacts * facts, open(top));
  const auto inside = below(top, real);
  return DocumentPlace{facts, real, top, inside ? *inside : os::file_name(real)};
}

Result<DocumentPlace> Repositories::place_in_given(const std::string& path,
                                                   const std::string& real) {
  TRY_ASSIGN(facts::RepositoryFacts * facts, open(repository_));
  const std::string& root = facts->root();
  if (!real.empty() && !root.empty()) {
    if (auto inside = below(root, real)) return DocumentPlace{facts, real, root, *inside};
  }
  // A document from elsewhere is the one of that repository whose path ends its own.
  const code::Tree& tree = *facts->tree("");
  std::string rest = os::lexically_normal(path);
  while (rest.starts_with("../")) rest.erase(0, 3);
  while (rest.starts_with('/')) rest.erase(0, 1);
  for (std::string_view tail = rest;;) {
    const auto entry = tree.find(tail);
    if (entry && entry->kind == code::EntryKind::file) {
      return DocumentPlace{facts, real, "", std::string(tail)};
    }
    const std::size_t slash = tail.find('/');
    if (slash == std::string_view::npos) break;
    tail.remove_prefix(slash + 1);
  }
  if (real.empty()) return fail(ErrorKind::not_found, "there is no " + path);
  return DocumentPlace{facts, real, "", os::file_name(path)};
}

std::vector<facts::RepositoryFacts*> Repositories::opened() const {
  std::vector<facts::RepositoryFacts*> all;
  for (const auto& [folder, opened] : opened_) {
    if (opened.facts) all.push_back(opened.facts.get());
  }
  return all;
}

}  // namespace recipe::cli
