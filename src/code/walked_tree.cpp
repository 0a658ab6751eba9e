#include "code/walked_tree.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::code {
namespace {

constexpr int most_links = 40;
/// Longer ones are no paths of people.
constexpr std::size_t longest_path = 4096;
/// A tree may repeat itself until it has more files than any disk could hold.
constexpr std::size_t most_paths = 1'000'000;
constexpr std::size_t most_kept_bytes = std::size_t{24} << 20;

std::string below(const std::string& folder, std::string_view name) {
  std::string path = folder;
  if (!path.empty()) path += '/';
  path += name;
  return path;
}

}  // namespace

std::optional<Entry> WalkedTree::find(std::string_view path) const {
  const std::lock_guard lock(mutex_);
  return find_locked(path);
}

std::optional<Entry> WalkedTree::find_locked(std::string_view path) const {
  std::string left(path);  // still to be walked
  std::string at;          // walked, without links
  RawKind kind = RawKind::folder;
  int links = 0;
  while (!left.empty()) {
    if (left.size() > longest_path) return std::nullopt;
    const std::size_t slash = left.find('/');
    const std::string step = left.substr(0, slash);
    left.erase(0, slash == std::string::npos ? left.size() : slash + 1);
    if (step.empty() || step == ".") continue;
    if (kind == RawKind::file) return std::nullopt;
    if (step == "..") {
      if (at.empty()) return Entry{EntryKind::submodule, std::string(path)};
      at = folder_of(at);
      continue;
    }
    const std::string next = below(at, step);
    kind = raw_kind(next);
    if (kind == RawKind::absent) return std::nullopt;
    if (kind == RawKind::submodule) return Entry{EntryKind::submodule, next};
    if (kind != RawKind::link) {
      at = next;
      continue;
    }
    const Target target = raw_target(next);
    if (target.where == Target::Where::nowhere || ++links > most_links) return std::nullopt;
    if (target.where == Target::Where::outside) return Entry{EntryKind::submodule, next};
    left = left.empty() ? target.path : target.path + "/" + left;
    at.clear();
    kind = RawKind::folder;
  }
  return Entry{kind == RawKind::file ? EntryKind::file : EntryKind::folder, at};
}

std::vector<std::string> WalkedTree::names_in(std::string_view folder) const {
  const std::lock_guard lock(mutex_);
  const auto entry = find_locked(folder);
  std::vector<std::string> names;
  if (!entry || entry->kind != EntryKind::folder) return names;
  const auto held = raw_names(entry->path);
  if (!held) return names;
  for (const Name& each : *held) names.push_back(each.name);
  std::sort(names.begin(), names.end());
  return names;
}

void WalkedTree::walk() const {
  if (walked_) return;
  walked_ = true;
  std::vector<std::string> folders{""};
  while (!folders.empty()) {
    const std::string folder = std::move(folders.back());
    folders.pop_back();
    const auto held = raw_names(folder);
    if (!held) {
      complete_ = false;
      continue;
    }
    for (const Name& each : *held) {
      std::string path = below(folder, each.name);
      if (paths_.size() >= most_paths || path.size() > longest_path) {
        complete_ = false;
        break;
      }
      if (each.kind == RawKind::folder) folders.push_back(path);
      if (each.kind == RawKind::file) files_.push_back(path);
      paths_.push_back(std::move(path));
    }
  }
  std::sort(files_.begin(), files_.end());
  std::sort(paths_.begin(), paths_.end(), [](const std::string& a, const std::string& b) {
    return std::pair(name_of(a), std::string_view(a)) < std::pair(name_of(b), std::string_view(b));
  });
}

const std::vector<std::string>& WalkedTree::named(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  if (const auto known = named_.find(name); known != named_.end()) return known->second;
  walk();
  std::vector<std::string>& found = named_[std::string(name)];
  auto at = std::lower_bound(
      paths_.begin(), paths_.end(), name,
      [](const std::string& path, std::string_view wanted) { return name_of(path) < wanted; });
  for (; at != paths_.end() && name_of(*at) == name; ++at) found.push_back(*at);
  return found;
}

const std::vector<std::string>& WalkedTree::all_files() const {
  const std::lock_guard lock(mutex_);
  walk();
  return files_;
}

bool WalkedTree::complete() const {
  const std::lock_guard lock(mutex_);
  walk();
  return complete_;
}

Result<std::shared_ptr<const std::string>> WalkedTree::read(std::string_view path) const {
  const std::lock_guard lock(mutex_);
  const auto entry = find_locked(path);
  if (!entry) return fail(ErrorKind::not_found, std::string(path) + " is not there");
  if (entry->kind == EntryKind::submodule) {
    return fail(ErrorKind::unsupported, std::string(path) + " lies outside this repository");
  }
  if (entry->kind == EntryKind::folder) {
    return fail(ErrorKind::invalid, std::string(path) + " is a folder");
  }
  if (const auto kept = bytes_.find(entry->path); kept != bytes_.end()) return kept->second;
  TRY_ASSIGN(std::string bytes, raw_bytes(entry->path));
  auto shared = std::make_shared<const std::string>(std::move(bytes));
  if (kept_bytes_ + shared->size() > most_kept_bytes) {
    bytes_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += shared->size();
  bytes_.emplace(entry->path, shared);
  return shared;
}

}  // namespace recipe::code
