#include "check/lookup.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "check/spelling.h"
#include "check/suggest.h"

namespace recipe::check {
namespace {

bool lies_below(std::string_view path, std::string_view folder) {
  return folder.empty() ||
         (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

/// Whether all components of `path` end `whole`.
bool ends_with_path(std::string_view whole, std::string_view path) {
  return whole.ends_with(path) &&
         (whole.size() == path.size() || whole[whole.size() - path.size() - 1] == '/');
}

/// Without `./` and `../` in front and `/` behind.
std::string_view bare_path(std::string_view path) {
  while (path.starts_with("./") || path.starts_with("../")) {
    path.remove_prefix(path[1] == '/' ? 2 : 3);
  }
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

std::string_view file_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? "" : name.substr(dot);
}

/// Whether the words of the shorter stem begin the other: `download` and `download_dataset`.
bool share_beginning(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return !a.empty() && a.size() < b.size() && b.starts_with(a) &&
         (b[a.size()] == '_' || b[a.size()] == '-');
}

/// Of a folder's names the one that was meant: one with the same ending rather than another.
std::optional<std::string> near_name_in(std::string_view written,
                                        const std::vector<std::string>& names) {
  const std::string_view ending = file_ending(written);
  std::vector<std::string> same;
  std::copy_if(names.begin(), names.end(), std::back_inserter(same),
               [&](const std::string& name) { return file_ending(name) == ending; });
  if (auto near = near_spelling(written, same)) return near;
  auto near = near_spelling(written, names);
  if (!near) return std::nullopt;
  const std::string_view stem = written.substr(0, written.size() - ending.size());
  const std::string* begun = nullptr;
  for (const std::string& name : same) {
    if (!share_beginning(stem, std::string_view(name).substr(0, name.size() - ending.size()))) {
      continue;
    }
    if (begun != nullptr) return near;
    begun = &name;
  }
  return begun == nullptr ? near : std::optional(*begun);
}

/// Follows `path` from `folder`, and takes a near spelling where a component is not there: what was
/// meant, as the document would write it.
std::optional<std::string> corrected(const code::Tree& tree, const std::string& folder,
                                     std::string_view path) {
  std::string at = folder;
  std::string written;
  std::size_t slips = 0;
  for (const std::string_view part : split(path, '/')) {
    if (!written.empty() || path.starts_with('/')) written += '/';
    if (part.empty() || part == "." || part == "..") {
      written += part;
      const auto next = code::resolved(at, part);
      if (!next) return std::nullopt;
      at = *next;
      continue;
    }
    const std::string exact = at.empty() ? std::string(part) : at + "/" + std::string(part);
    if (const auto entry = tree.find(exact)) {
      if (entry->kind == code::EntryKind::submodule) return std::nullopt;
      at = exact;
      written += part;
      continue;
    }
    const auto near = near_name_in(part, tree.names_in(at));
    if (!near || ++slips > 2) return std::nullopt;
    at = at.empty() ? *near : at + "/" + *near;
    written += *near;
  }
  return slips == 0 ? std::nullopt : std::optional(written);
}

class Search {
 public:
  Search(const Study& study, const Workplace& place, const code::Tree& tree, std::string_view path)
      : study_(study), tree_(tree), written_(path), bare_(bare_path(path)) {
    if (place.kind == Workplace::Kind::folder) bases_.push_back(place.folder);
    for (std::string& folder : folders_above(study.folder)) {
      if (std::find(bases_.begin(), bases_.end(), folder) == bases_.end()) {
        bases_.push_back(std::move(folder));
      }
    }
  }

  Lookup run() {
    Lookup found;
    if (bare_.empty() || written_.starts_with('/') || written_.starts_with('~')) return found;
    if (is_here(found)) return found;
    below_or_elsewhere(found);
    if (found.sighting == Sighting::below) return found;
    folder_here(found);
    unknown_folder(found);
    if (found.sighting != Sighting::elsewhere || found.folder_is_here) suggest(found);
    return found;
  }

 private:
  bool is_here(Lookup& found) {
    bool inside = false;
    for (const std::string& base : bases_) {
      const auto path = code::resolved(base, written_);
      if (!path) continue;
      inside = true;
      const auto entry = tree_.find(*path);
      if (!entry) continue;
      found.sighting =
          entry->kind == code::EntryKind::submodule ? Sighting::unknown : Sighting::here;
      found.path = entry->path;
      return true;
    }
    // `../../data/x` may lead out of the repository.
    return !inside;
  }

  /// The folders that a reader takes for the project of the document.
  bool is_near(std::string_view path) const {
    return lies_below(path, study_.folder) ||
           (!bases_.front().empty() && lies_below(path, bases_.front()));
  }

  void below_or_elsewhere(Lookup& found) {
    const auto& all = tree_.named(code::name_of(bare_));
    const std::string* below = nullptr;
    const std::string* elsewhere = nullptr;
    const std::string* moved = nullptr;
    std::size_t count_below = 0;
    std::size_t count_moved = 0;
    const bool single = bare_.find('/') == std::string_view::npos;
    for (const std::string& path : all) {
      const bool near = is_near(path);
      if (ends_with_path(path, bare_)) {
        if (near && below == nullptr) below = &path;
        if (!near && elsewhere == nullptr) elsewhere = &path;
        count_below += near ? 1 : 0;
      } else if (near || lies_in_known_part(path)) {
        if (moved == nullptr) moved = &path;
        ++count_moved;
      }
    }
    const std::string* shown = below != nullptr       ? below
                               : elsewhere != nullptr ? elsewhere
                               : moved != nullptr     ? moved
                               : !all.empty()         ? &all.front()
                                                      : nullptr;
    if (shown != nullptr) {
      found.path = *shown;
      found.alone = below != nullptr       ? count_below == 1
                    : elsewhere != nullptr ? all.size() == 1
                    : moved != nullptr     ? count_moved == 1
                                           : all.size() == 1;
      found.sighting = below != nullptr                           ? Sighting::below
                       : elsewhere != nullptr && !single          ? Sighting::elsewhere
                       : elsewhere == nullptr && moved != nullptr ? Sighting::moved
                                                                  : Sighting::namesake;
    } else {
      found.sighting = tree_.complete() ? Sighting::absent : Sighting::unknown;
    }
  }

  /// Of `tools/old/x.py` the part `tools`, as far as it is there: a file below it was moved.
  bool lies_in_known_part(std::string_view path) const {
    const std::size_t slash = bare_.find('/');
    if (slash == std::string_view::npos) return false;
    for (const std::string& base : bases_) {
      const auto part = code::resolved(base, bare_.substr(0, slash));
      if (part && !part->empty() && tree_.find(*part)) return lies_below(path, *part);
    }
    return false;
  }

  void unknown_folder(Lookup& found) {
    const std::size_t slash = bare_.find('/');
    if (slash == std::string_view::npos) return;
    bool first_is_here = false;
    bool rest_is_here = false;
    for (const std::string& base : bases_) {
      const auto first = code::resolved(base, bare_.substr(0, slash));
      const auto rest = code::resolved(base, bare_.substr(slash + 1));
      first_is_here = first_is_here || (first && tree_.find(*first));
      rest_is_here = rest_is_here || (rest && tree_.find(*rest));
    }
    found.behind_unknown_folder = rest_is_here && !first_is_here;
  }

  void folder_here(Lookup& found) {
    const std::string_view parent = code::folder_of(bare_);
    if (parent.empty()) return;
    for (const std::string& base : bases_) {
      const auto folder = code::resolved(base, code::folder_of(written_));
      if (!folder) continue;
      const auto entry = tree_.find(*folder);
      if (entry && entry->kind == code::EntryKind::folder) {
        found.folder_is_here = true;
        return;
      }
    }
  }

  void suggest(Lookup& found) {
    for (const std::string& base : bases_) {
      const auto meant = corrected(tree_, base, written_);
      if (!meant) continue;
      const auto path = code::resolved(base, *meant);
      if (!path) continue;
      found.meant = meant;
      found.meant_path = *path;
      return;
    }
    if (found.sighting == Sighting::absent) other_separators(found);
  }

  /// `run-spark.sh` for a `run_spark.sh` anywhere near.
  void other_separators(Lookup& found) {
    const std::string name(code::name_of(bare_));
    for (const auto& [from, to] : {std::pair{'-', '_'}, std::pair{'_', '-'}}) {
      std::string other = name;
      std::replace(other.begin(), other.end(), from, to);
      if (other == name) continue;
      for (const std::string& path : tree_.named(other)) {
        if (!is_near(path) && !is_near_root(path)) continue;
        found.meant = relative_to(study_.folder, path);
        found.meant_path = path;
        return;
      }
    }
  }

  /// Below the folder above the document's: documents often have a folder of their own.
  bool is_near_root(std::string_view path) const {
    const std::string_view above = code::folder_of(study_.folder);
    return !above.empty() && lies_below(path, above);
  }

  const Study& study_;
  const code::Tree& tree_;
  const std::string_view written_;
  const std::string_view bare_;
  std::vector<std::string> bases_;
};

}  // namespace

std::vector<std::string> folders_above(std::string_view folder) {
  std::vector<std::string> folders;
  for (;; folder = code::folder_of(folder)) {
    folders.emplace_back(folder);
    if (folder.empty()) return folders;
  }
}

Lookup look_up(const Study& study, const Workplace& place, const code::Tree& tree,
               std::string_view path) {
  return Search(study, place, tree, path).run();
}

}  // namespace recipe::check
