#include "run/visit.h"

#include <fmt/format.h>

#include <set>

namespace recipe::run {
namespace {

using document::Stage;

constexpr std::string_view lock_ending = ".lock";

std::string passing(const record::WorkFolder& folder) { return folder.path + "/passing"; }

std::string name_of_visit(os::World& world) {
  const auto now = world.clock.now().time_since_epoch();
  return fmt::format("{}-{}", now.count(), world.environment.process_id());
}

}  // namespace

bool is_forbidden(const document::Governance& governance) {
  const auto& retention = governance.retention;
  return retention && retention->value == document::Retention::forbidden;
}

Result<Visit> Visit::begin(os::World& world, const Plan& plan) {
  TRY_ASSIGN(const record::WorkFolder folder, record::open_work_folder(world, plan.folder));
  TRY(world.files.make_directory(passing(folder)));
  Visit visit(world, {folder});
  visit.place_ = passing(folder) + "/" + name_of_visit(world);
  if (is_forbidden(plan.recipe->raw.governance)) visit.workspace_.raw_root = visit.place_;
  if (is_forbidden(plan.recipe->processed.governance)) {
    visit.workspace_.processed_root = visit.place_;
  }
  // None begins while another looks who is there.
  TRY_ASSIGN(const auto gate, world.files.lock(passing(folder) + ".lock", os::Wait::yes));
  TRY_ASSIGN(const bool alone, visit.remove_abandoned());
  TRY_ASSIGN(visit.lock_, world.files.lock(visit.place_ + std::string(lock_ending), os::Wait::yes));
  if (alone) TRY(visit.remove_kept());
  return visit;
}

/// True if nobody else is there.
Result<bool> Visit::remove_abandoned() {
  bool alone = true;
  const std::string all = passing(workspace_.folder);
  TRY_ASSIGN(const auto entries, world_->files.list(all));
  std::set<std::string> visits;
  for (const os::DirectoryEntry& entry : entries) {
    std::string name = entry.name;
    if (name.ends_with(lock_ending)) name.resize(name.size() - lock_ending.size());
    visits.insert(all + "/" + name);
  }
  for (const std::string& place : visits) {
    const std::string lock_path = place + std::string(lock_ending);
    TRY_ASSIGN(const auto lock, world_->files.lock(lock_path, os::Wait::no));
    if (!lock) {
      alone = false;
      continue;
    }
    TRY(world_->files.remove(place));
    TRY(world_->files.remove(lock_path));
  }
  return alone;
}

/// A recipe may not have forbidden it at first.
Result<> Visit::remove_kept() {
  const Workspace kept{workspace_.folder};
  if (!workspace_.raw_root.empty()) {
    TRY(world_->files.remove(kept.downloads("raw")));
    TRY(world_->files.remove(kept.stages(Stage::raw_data)));
  }
  if (workspace_.processed_root.empty()) return {};
  TRY(world_->files.remove(kept.downloads("processed")));
  return world_->files.remove(kept.stages(Stage::processing));
}

Result<> Visit::end() {
  TRY(world_->files.remove(place_));
  TRY(world_->files.remove(place_ + std::string(lock_ending)));
  lock_.reset();
  return {};
}

}  // namespace recipe::run
