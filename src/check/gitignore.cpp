#include "check/gitignore.h"

#include <algorithm>

#include "base/text.h"
#include "check/glob.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_ignore_bytes = 64 << 10;
constexpr std::size_t most_patterns = 1000;  // of a file
constexpr std::size_t deepest_ignored = 32;
constexpr std::size_t longest_ignored = 1000;

/// Spaces at the end count only behind a backslash.
std::string_view without_spaces_behind(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) {
    if (line.size() > 1 && line[line.size() - 2] == '\\') break;
    line.remove_suffix(1);
  }
  return line;
}

bool tells_only_an_ending(std::string_view glob, bool at_root) {
  if (glob.find_first_not_of('*') == std::string_view::npos) return at_root;
  if (glob.starts_with("**/")) glob.remove_prefix(3);
  return glob.starts_with("*.") && glob.find('/') == std::string_view::npos;
}

}  // namespace

std::vector<GitIgnore::Pattern> GitIgnore::read(std::string_view text, bool at_root) {
  std::vector<Pattern> patterns;
  for (std::string_view line : split(text.substr(0, most_ignore_bytes), '\n')) {
    line = without_spaces_behind(line);
    if (line.empty() || line.starts_with('#') || line.size() > longest_ignored) continue;
    Pattern pattern;
    pattern.negated = line.starts_with('!');
    if (pattern.negated) line.remove_prefix(1);
    pattern.of_folders = line.ends_with('/');
    while (line.ends_with('/')) line.remove_suffix(1);
    if (line.empty()) continue;
    const bool from_here = line.find('/') != std::string_view::npos;
    pattern.general = tells_only_an_ending(line, at_root);
    pattern.glob =
        from_here && !line.starts_with('/') ? "/" + std::string(line) : std::string(line);
    patterns.push_back(std::move(pattern));
    if (patterns.size() == most_patterns) break;
  }
  return patterns;
}

const std::vector<GitIgnore::Pattern>& GitIgnore::patterns_in(const code::Tree& tree,
                                                              std::string_view folder) const {
  const auto [place, is_new] = read_.try_emplace({&tree, std::string(folder)});
  if (is_new) {
    const std::string path = folder.empty() ? ".gitignore" : std::string(folder) + "/.gitignore";
    const auto text = tree.read(path);
    if (text) place->second = read(**text, folder.empty());
  }
  return place->second;
}

void GitIgnore::judge(const code::Tree& tree, std::string_view folder, std::string_view path,
                      bool is_folder, Verdict& verdict) const {
  for (const Pattern& pattern : patterns_in(tree, folder)) {
    if (pattern.of_folders && !is_folder) continue;
    work_left_ -= std::min(work_left_, pattern.glob.size() * path.size());
    if (work_left_ == 0) return;
    if (!matches(pattern.glob, path)) continue;
    verdict.left_out = !pattern.negated;
    verdict.named = !pattern.negated && (verdict.named || !pattern.general);
  }
}

bool GitIgnore::names(const code::Tree& tree, std::string_view path) const {
  const bool whole_is_folder = path.ends_with('/');
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.empty() || path.size() > longest_ignored) return false;
  std::vector<std::string_view> folders = {""};  // that hold what is judged
  for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
    const bool last = end == std::string_view::npos;
    const std::string_view part = path.substr(0, end);
    // A name without an ending may be a folder's.
    const bool is_folder =
        !last || whole_is_folder || code::name_of(part).find('.') == std::string_view::npos;
    Verdict verdict;
    for (const std::string_view folder : folders) {
      judge(tree, folder, part.substr(folder.empty() ? 0 : folder.size() + 1), is_folder, verdict);
    }
    if (work_left_ == 0) return false;
    // What lies in a folder that is left out cannot be taken in again.
    if (verdict.left_out || last) return verdict.named;
    if (folders.size() > deepest_ignored) return false;
    folders.push_back(part);
  }
}

}  // namespace recipe::check
