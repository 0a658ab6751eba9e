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

}  // namespace

Result<> keep_manifest(os::World& world, const std::string& output, const data::Content& content) {
  return world.files.write(manifest_path(output), data::manifest_text(content.files));
}

std::string difference_from_manifest(os::World& world, const std::string& output,
                                     const data::Content& now) {
  const auto before = manifest_of(world, output);
  return before ? data::compare(*before, now.files).to_string() : "";
}

std::string difference_from_earlier(os::World& world, const Workspace& workspace,
                                    const std::string& stated, const std::string& part,
                                    const data::Content& now) {
  if (!now.directory) return "";
  const std::string stages =
      os::parent_path(workspace.stage(document::Stage::raw_data, "any").path);
  const auto earlier = world.files.list(stages);
  if (!earlier) return "";
  for (const os::DirectoryEntry& entry : *earlier) {
    if (entry.kind != os::FileKind::directory) continue;
    auto before = manifest_of(world, StageFolder{os::join_path(stages, entry.name)}.data());
    if (!before) continue;
    if (!part.empty()) before = data::below(*before, part);
    if (data::digest_of_listing(*before).to_string() != stated) continue;
    return data::compare(*before, now.files).to_string();
  }
  return "";
}

}  // namespace recipe::run
