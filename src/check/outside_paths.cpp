#include "check/outside_paths.h"

#include "base/text.h"
#include "check/lookup.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_places = 50;

bool is_of_path(char c) {
  return is_alnum(c) || std::string_view("/._-~${}").find(c) != std::string_view::npos;
}

/// Whether a code span leads from the document's folder, or one above, into a submodule.
std::string submodule_of(const Study& study, const code::Tree& tree, std::string_view path) {
  for (const std::string& folder : folders_above(study.folder)) {
    const auto whole = code::resolved(folder, path);
    if (!whole) continue;
    const auto entry = tree.find(*whole);
    if (entry && entry->kind == code::EntryKind::submodule) return entry->path;
  }
  return "";
}

}  // namespace

OutsidePaths::OutsidePaths(Study& study) {
  const code::Tree* tree = study.facts.tree("");
  if (tree == nullptr || !tree->find(".gitmodules")) return;
  if (!study.folder.empty()) {
    for (const std::string& name : tree->names_in(study.folder)) {
      const auto entry = tree->find(study.folder + "/" + name);
      if (entry && entry->kind == code::EntryKind::submodule) {
        submodule = entry->path;
        return;
      }
    }
  }
  for (const document::CodeSpan& span : study.page.code_spans) {
    const std::string_view text = trim(span.text);
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos || slash == 0 || text.find(' ') != text.npos) continue;
    submodule = submodule_of(study, *tree, text);
    if (!submodule.empty()) return;
  }
}

bool OutsidePaths::has_at_end(const document::Page& page, std::string_view path) const {
  const std::string_view text = page.source.bytes();
  const std::string wanted = "/" + std::string(path);
  std::size_t places = 0;
  for (std::size_t at = text.find(wanted); at != std::string_view::npos;
       at = text.find(wanted, at + 1)) {
    if (++places > most_places) return false;
    const std::size_t end = at + wanted.size();
    if (end < text.size() && is_of_path(text[end]) && text[end] != '.') continue;
    std::size_t begin = at;
    while (begin > 0 && is_of_path(text[begin - 1])) --begin;
    if (text[begin] == '~' || (text[begin] == '/' && begin < at)) return true;
  }
  return false;
}

}  // namespace recipe::check
