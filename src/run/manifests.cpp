#include "run/manifests.h"

namespace recipe::run {
namespace {

using Manifest = std::vector<data::ManifestEntry>;

constexpr std::uint64_t largest_manifest = 1ULL << 32;

std::string manifest_path(const std::string& output) { return output + ".manifest"; }

/// None where there is none that can be read: it only makes messages better.
std::optional<Manifest> manifest_of(os::World& world, const std::string& output) {
  const auto text = world.files.read(manifest_path(output), largest_manifest);
  if (!text) return std::nullopt;
  return data::parse_manifest(*text);
}

/// Where manifests may lie beside: of the folder itself, then of what stages made.
std::vector<std::string> outputs_of_earlier_runs(os::World& world, const Workspace& workspace,
                                                 std::string_view kind, std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  std::vector<std::string> outputs = {folder};
  const document::Stage stage = kind == "raw"         ? document::Stage::raw_data
                                : kind == "processed" ? document::Stage::processing
                                                      : document::Stage::training;
  const std::string stages = workspace.stages(stage);
  const auto earlier = world.files.list(stages);
  if (!earlier) return outputs;
  for (const os::DirectoryEntry& entry : *earlier) {
    if (entry.kind != os::FileKind::directory) continue;
    const StageFolder made{os::join_path(stages, entry.name)};
    outputs.push_back(kind == "model" ? made.model() : made.data());
  }
  return outputs;
}

}  // namespace

Result<> keep_manifest(os::World& world, const std::string& output, const data::Content& content) {
  return world.files.write_unsynced(manifest_path(output), data::manifest_text(content.files));
}

std::string difference_from_manifest(os::World& world, const std::string& output,
                                     const data::Content& now) {
  const auto before = manifest_of(world, output);
  return before ? data::compare(*before, now.files).to_string() : "";
}

std::string difference_from_earlier(os::World& world, const Workspace& workspace,
                                    std::string_view kind, const std::string& stated,
                                    const std::string& part, const std::string& folder,
                                    const data::Content& now) {
  if (!now.directory) return "";
  for (const std::string& output : outputs_of_earlier_runs(world, workspace, kind, folder)) {
    auto before = manifest_of(world, output);
    if (!before) continue;
    if (!part.empty()) before = data::below(*before, part);
    if (data::digest_of_listing(*before).to_string() != stated) continue;
    return data::compare(*before, now.files).to_string();
  }
  return "";
}

std::string compared_with_manifest(const std::string& difference) {
  return difference.empty() ? "" : "; compared with their manifest, " + difference;
}

}  // namespace recipe::run
