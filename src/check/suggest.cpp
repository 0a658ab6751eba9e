#include "check/suggest.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::size_t longest_word = 120;
constexpr std::size_t most_candidates = 400;

std::string joined(std::string_view folder, std::string_view rest) {
  return folder.empty() ? std::string(rest) : std::string(folder) + "/" + std::string(rest);
}

std::size_t common_end(std::string_view a, std::string_view b) {
  std::size_t count = 0;
  while (count < a.size() && count < b.size() && a[a.size() - 1 - count] == b[b.size() - 1 - count])
    ++count;
  return count;
}

std::string_view ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? "" : name.substr(dot);
}

/// Of the names with the same ending, the one that is near without it.
std::optional<std::string> near_name(std::string_view name, const std::vector<std::string>& names) {
  const std::string_view ending = ending_of(name);
  std::vector<std::string> stems;
  for (const std::string& other : names) {
    if (lower(ending_of(other)) != lower(ending)) continue;
    stems.push_back(other.substr(0, other.size() - ending.size()));
  }
  const auto near = near_one(name.substr(0, name.size() - ending.size()), stems);
  if (!near) return std::nullopt;
  for (const std::string& other : names) {
    if (other.size() == near->size() + ending.size() && other.starts_with(*near) &&
        lower(ending_of(other)) == lower(ending)) {
      return other;
    }
  }
  return std::nullopt;
}

/// The component of `path` that is not there gets another spelling.
std::optional<std::string> respelt(const code::Tree& tree, std::string_view path) {
  std::string_view folder = code::folder_of(path);
  std::string_view missing = path;
  while (!folder.empty() && !tree.find(folder)) {
    missing = folder;
    folder = code::folder_of(folder);
  }
  const auto near = near_name(code::name_of(missing), tree.names_in(folder));
  if (!near) return std::nullopt;
  std::string meant = joined(folder, *near) + std::string(path.substr(missing.size()));
  if (!tree.find(meant)) return std::nullopt;
  return meant;
}

/// Of the paths with the same name, the one that ends like `path` furthest; a name that is
/// everywhere says nothing.
std::optional<std::string> elsewhere(const code::Tree& tree, std::string_view path) {
  const auto& all = tree.named(code::name_of(path));
  if (all.empty()) return std::nullopt;
  if (all.size() == 1) return all.front();
  const std::string* best = nullptr;
  std::size_t most = code::name_of(path).size() + 1;
  bool only = false;
  for (const std::string& candidate : all) {
    const std::size_t common = common_end(candidate, path);
    if (common > most) {
      best = &candidate;
      most = common;
      only = true;
    } else if (common == most) {
      only = false;
    }
  }
  if (best == nullptr || !only) return std::nullopt;
  return *best;
}

}  // namespace

std::optional<std::string> near_one(std::string_view word,
                                    const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > longest_word) return std::nullopt;
  std::vector<std::string> near;
  for (const std::string& candidate : candidates) {
    const std::size_t longer = std::max(candidate.size(), word.size());
    const std::size_t shorter = std::min(candidate.size(), word.size());
    if (longer - shorter <= word.size() / 3 + 1) near.push_back(candidate);
    if (near.size() == most_candidates) break;
  }
  return nearest(word, near);
}

std::optional<std::string> near_path(const code::Tree& tree, std::string_view folder,
                                     std::string_view path) {
  if (path.empty()) return std::nullopt;
  // The document's folder named once more, or left out.
  if (!folder.empty() && path.starts_with(folder) && path.size() > folder.size() + 1) {
    const std::string_view rest = path.substr(folder.size() + 1);
    for (std::string_view above = code::folder_of(folder);; above = code::folder_of(above)) {
      const std::string meant = joined(above, rest);
      if (tree.find(meant) && meant.find('/') != std::string::npos) return meant;
      if (above.empty()) break;
    }
  }
  if (auto meant = respelt(tree, path)) return meant;
  return elsewhere(tree, path);
}

std::string relative_to(std::string_view folder, std::string_view path) {
  std::string up;
  while (!folder.empty() && path != folder && !path.starts_with(std::string(folder) + "/")) {
    folder = code::folder_of(folder);
    up += "../";
  }
  if (path == folder) return up.empty() ? "." : up;
  return up + std::string(folder.empty() ? path : path.substr(folder.size() + 1));
}

}  // namespace recipe::check
