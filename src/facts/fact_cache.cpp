#include "facts/fact_cache.h"

namespace recipe::facts {
namespace {

/// What tells this build of the program from another, which may read the same code differently.
std::string build_of(os::World& world) {
  const auto status = world.files.status("/proc/self/exe", os::Follow::yes);
  if (!status || !*status) return "unknown";
  return std::to_string((*status)->size) + "-" + std::to_string((*status)->modified_ns);
}

}  // namespace

FactCache::FactCache(os::World& world) : world_(world), root_("/code/" + build_of(world) + "/") {}

std::optional<std::string> FactCache::find(const std::string& commit, const std::string& name) {
  if (commit.empty() || world_.cache == nullptr) return std::nullopt;
  const std::lock_guard<std::mutex> alone(mutex_);
  const std::string folder = root_ + commit;
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
  fresh_.push_back({root_ + commit + "/" + name, std::move(text)});
}

void FactCache::save() {
  const std::lock_guard<std::mutex> alone(mutex_);
  if (world_.cache != nullptr && !fresh_.empty()) world_.cache->save(fresh_, {});
  fresh_.clear();
}

}  // namespace recipe::facts
