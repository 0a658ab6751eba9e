#include "run/workspace.h"

#include "run/manifests.h"

namespace recipe::run {
namespace {

constexpr std::size_t short_key = 16;
constexpr std::uint64_t largest_stage_record = 1ULL << 30;

}  // namespace

StageFolder Workspace::stage(document::Stage stage, const std::string& key) const {
  return {stages(stage) + "/" + key.substr(0, short_key)};
}

std::string Workspace::stages(document::Stage stage) const {
  const bool is_raw = stage == document::Stage::raw_data && !raw_root.empty();
  const bool is_processed = stage == document::Stage::processing && !processed_root.empty();
  const std::string& root = is_raw ? raw_root : is_processed ? processed_root : folder.path;
  return root + "/stages/" + std::string(document::to_string(stage));
}

bool Workspace::may_share(std::string_view kind) const {
  return (kind != "raw" || raw_root.empty()) && (kind != "processed" || processed_root.empty());
}

std::string Workspace::downloads(std::string_view kind) const {
  const bool is_raw = kind == "raw" && !raw_root.empty();
  const bool is_processed = kind == "processed" && !processed_root.empty();
  const std::string& root = is_raw ? raw_root : is_processed ? processed_root : folder.path;
  return root + "/downloads/" + std::string(kind);
}

std::string Workspace::checkout(const PlannedSource& source,
                                const std::string& own_repository) const {
  const std::string& repository = source.repository.empty() ? own_repository : source.repository;
  return folder.path + "/checkouts/" + data::digest_of_bytes(repository).hex().substr(0, 8) + "-" +
         source.commit.substr(0, 12);
}

std::string Workspace::tools(const std::string& environment_key) const {
  return folder.path + "/tools/" + environment_key.substr(0, short_key);
}

Workspace workspace_beside(const std::string& recipe_folder) {
  return {{recipe_folder + "/.recipe"}};
}

Result<Finished> finished_stage(os::World& world, const StageFolder& folder) {
  Finished finished;
  TRY_ASSIGN(const auto there, world.files.status(folder.finished(), os::Follow::no));
  if (!there) return finished;
  TRY_ASSIGN(const std::string text, world.files.read(folder.finished(), largest_stage_record));
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return finished;
  record::StageRecord stage = record::stage_from_json(*json);
  for (const record::Artifact& output : stage.outputs) {
    if (output.path.empty()) continue;
    const auto now = data::digest_of(world, output.path);
    if (now && now->digest.to_string() == output.digest) continue;
    if (!now && now.error().kind == ErrorKind::interrupted) return tl::unexpected(now.error());
    const std::string difference = now ? difference_from_manifest(world, output.path, *now) : "";
    finished.changed = output.path + " is not as it was made, and is made again";
    if (!now) finished.changed += ": " + now.error().to_string();
    if (!difference.empty()) finished.changed += ": " + difference;
    return finished;
  }
  finished.record = std::move(stage);
  return finished;
}

record::Artifact artifact_of(const std::string& name, const std::string& path,
                             const data::Content& content) {
  return {name, path, content.digest.to_string(), content.bytes};
}

Result<record::Artifact> artifact_of(os::World& world, const std::string& name,
                                     const std::string& path) {
  TRY_ASSIGN(const data::Content content, data::digest_of(world, path));
  return artifact_of(name, path, content);
}

}  // namespace recipe::run
