#include "facts/fact_cache.h"

namespace recipe::facts {
namespace {

/// Counts up whenever what is read of the same code changes: old rows are then not looked at.
constexpr std::string_view readers_version = "1";

std::string folder_of_commit(const std::string& commit) {
  return "/code/" + std::string(readers_version) + "/" + commit;
}

}  // namespace

std::optional<std::string> FactCache::find(const std::string& commit, const std::string& name) {
  if (commit.empty() || world_.cache == nullptr) return std::nullopt;
  const std::lock_guard<std::mutex> alone(mutex_);
  const std::string folder = folder_of_commit(commit);
  if (loaded_.insert(commit).second) {
    for (auto& row : world_.cache->load(folder, os::Cache::Reach::below)) {
      rows_[row.folder] = std::move(row.value);
    }
  }
  const auto at = rows_.find(folder + "/" + name);
  return at == rows_.end() ? std::nullopt : std::optional(at->second);
}

void FactCache::add(const std::string& commit, const std::string& name, std::string text) {
  const std::lock_guard<std::mutex> alone(mutex_);
  fresh_.push_back({folder_of_commit(commit) + "/" + name, std::move(text)});
}

void FactCache::save() {
  const std::lock_guard<std::mutex> alone(mutex_);
  if (world_.cache != nullptr && !fresh_.empty()) world_.cache->save(fresh_, {});
  fresh_.clear();
}

}  // namespace recipe::facts
