#include "data/recall.h"

#include <algorithm>
#include <unordered_map>

namespace recipe::data {
namespace {

using namespace std::chrono_literals;

/// Time stamps of some file systems, such as FAT, are no finer.
constexpr auto coarsest_stamp = 2s;
constexpr auto most_drift = 1s;

RememberedFile remembered(std::string_view name, const os::FileStatus& status,
                          const RawDigest& digest) {
  return {name, status.size, status.modified_ns, status.changed_ns, status.inode, digest};
}

/// The name at the end of a found file's path, which must outlive it.
std::string_view name_of(const FoundFile& file) {
  return std::string_view(file.path).substr(file.path.rfind('/') + 1);
}

}  // namespace

Recall::Recall(os::World& world)
    : world_(world), began_(world.clock.now()), began_steady_(world.clock.steady()) {}

/// A stamp from the future is not settled either: a clock was set.
bool Recall::settled(const os::FileStatus& status) const {
  const auto latest = std::max(status.modified_ns, status.changed_ns);
  const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(began_.time_since_epoch());
  return std::chrono::nanoseconds(latest) < now - coarsest_stamp;
}

bool Recall::clock_jumped() const {
  const auto passed =
      std::chrono::duration_cast<std::chrono::nanoseconds>(world_.clock.now() - began_);
  const auto truly =
      std::chrono::duration_cast<std::chrono::nanoseconds>(world_.clock.steady() - began_steady_);
  return std::chrono::abs(passed - truly) > most_drift;
}

std::vector<std::optional<RawDigest>> Recall::load(const Tree& tree, const std::string& folder,
                                                   os::Cache::Reach reach) {
  reach_ = reach;
  std::unordered_map<std::string, std::string> loaded;
  for (os::Cache::Row& row : world_.cache->load(folder, reach)) {
    loaded.emplace(std::move(row.folder), std::move(row.value));
  }
  rows_.resize(tree.folders.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    Row& row = rows_[i];
    row.folder = i == 0 ? folder : os::join_path(folder, tree.folders[i].substr(2));
    const auto found = loaded.find(row.folder);
    if (found == loaded.end()) continue;
    row.bytes = std::move(found->second);
    loaded.erase(found);
    if (auto files = files_of_row(row.folder, row.bytes)) row.before = std::move(*files);
    row.stale = row.before.empty();
  }
  for (const auto& [gone, bytes] : loaded) gone_.push_back(gone);

  std::vector<std::optional<RawDigest>> digests(tree.files.size());
  for (std::size_t i = 0; i < tree.files.size(); ++i) {
    const FoundFile& file = tree.files[i];
    Row& row = rows_[file.folder];
    const std::string_view name = name_of(file);
    while (row.next < row.before.size() && row.before[row.next].name < name) ++row.next;
    if (row.next == row.before.size()) continue;
    const RememberedFile& before = row.before[row.next];
    if (before.name == name && before.looks_like(file.status)) digests[i] = before.digest;
  }
  known_.resize(digests.size());
  for (std::size_t i = 0; i < digests.size(); ++i) known_[i] = digests[i].has_value();
  return digests;
}

void Recall::save(const Tree& tree, const std::vector<std::optional<RawDigest>>& digests) {
  if (clock_jumped()) return;
  for (std::size_t i = 0; i < tree.files.size(); ++i) {
    const FoundFile& file = tree.files[i];
    // Files in /proc have no size, but bytes.
    if (!known_[i] && (!settled(file.status) || file.status.size == 0)) continue;
    Row& row = rows_[file.folder];
    if (!known_[i]) row.stale = true;
    row.after.push_back(remembered(name_of(file), file.status, *digests[i]));
  }
  std::vector<os::Cache::Row> rows;
  for (Row& row : rows_) {
    if (reach_ == os::Cache::Reach::folder && !row.after.empty()) {
      // One file of a folder says nothing of the others.
      const std::string_view own = row.after.front().name;
      for (const RememberedFile& other : row.before) {
        if (other.name != own) row.after.push_back(other);
      }
      std::sort(row.after.begin(), row.after.end(),
                [](const auto& a, const auto& b) { return a.name < b.name; });
    } else if (reach_ == os::Cache::Reach::folder) {
      continue;
    }
    if (!row.stale && row.after.size() == row.before.size()) continue;
    if (row.after.empty()) {
      gone_.push_back(row.folder);
    } else {
      rows.push_back({row.folder, row_of(row.folder, row.after)});
    }
  }
  world_.cache->save(rows, gone_);
}

}  // namespace recipe::data
