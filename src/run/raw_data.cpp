#include "run/raw_data.h"

#include "base/text.h"
#include "run/downloads.h"
#include "run/fate.h"
#include "run/manifests.h"
#include "run/waiting.h"

namespace recipe::run {
namespace {

constexpr std::string_view part_prefix = "part:";

/// What differs from what the recipe says of the part; empty if nothing does.
std::string difference(os::World& world, const Plan& plan, const Workspace& workspace,
                       const document::Part& part, const record::Artifact& artifact,
                       const data::Content& content) {
  if (part.digest && part.digest->value.to_string() != artifact.digest) {
    return plan.recipe->source.place(part.digest->span) + ": " + part.file_name() +
           " has another digest: the recipe says " + part.digest->value.to_string() + ", " +
           artifact.path + " has " + artifact.digest +
           compared_with_manifest(
               difference_from_earlier(world, workspace, "raw", part.digest->value.to_string(),
                                       part.file_name(), artifact.path, content));
  }
  if (part.size && part.size->value != artifact.bytes) {
    return plan.recipe->source.place(part.size->span) + ": " + part.file_name() +
           " has another size: the recipe says " + std::to_string(part.size->value) + " bytes, " +
           artifact.path + " has " + std::to_string(artifact.bytes);
  }
  return "";
}

/// A part's bytes: beside the recipe, else from the web. `wrong` says what is wrong with them; none
/// if they are nowhere.
Result<std::optional<record::Artifact>> bring_part(os::World& world, const Plan& plan,
                                                   const Workspace& workspace,
                                                   const document::Part& part, Observer& observer,
                                                   std::string& wrong) {
  std::optional<record::Artifact> none;
  const SourceText& source = plan.recipe->source;
  const std::string name = std::string(part_prefix) + part.file_name();
  const std::string local = local_path(plan, part);
  if (!local.empty()) {
    TRY_ASSIGN(const auto there, world.files.status(local, os::Follow::yes));
    if (there) {
      TRY_ASSIGN(const data::Content content, data::digest_of(world, local));
      const record::Artifact artifact = artifact_of(name, local, content);
      wrong = difference(world, plan, workspace, part, artifact, content);
      return std::optional(artifact);
    }
  }
  if (!is_fetched(plan.recipe->raw.governance, part)) {
    wrong = source.place(part.sources.front().span) + ": " + local + " is not there";
    return none;
  }
  auto fetched = fetch_part(world, workspace, "raw", part, observer);
  if (!fetched) return fail(fetched.error(), source.place(part.sources.front().span));
  if (!fetched->wrong.empty()) wrong = source.place(part.digest->span) + ": " + fetched->wrong;
  return std::optional(
      record::Artifact{name, fetched->path, fetched->digest.to_string(), fetched->bytes});
}

/// Where a part was found.
struct FoundPart {
  std::string path;
  std::string name;
  bool may_be_linked = false;  ///< it is this program's, and its digest is looked at in every run
};

bool is_checked_download(const Workspace& workspace, const document::Part& part,
                         const std::string& path) {
  return part.digest && path.starts_with(workspace.downloads("raw") + "/");
}

Result<> put_into(os::World& world, const FoundPart& part, const std::string& folder) {
  TRY_ASSIGN(const std::string real, world.files.real_path(part.path));
  const std::string to = folder + "/" + part.name;
  return part.may_be_linked ? world.files.link_or_copy(real, to) : world.files.copy(real, to);
}

Result<> add_whole_raw(os::World& world, const Plan& plan, const Workspace& workspace,
                       RawData& raw) {
  TRY_ASSIGN(const data::Content content, data::digest_of(world, raw.folder));
  const record::Artifact whole = artifact_of("raw", raw.folder, content);
  const auto& stated = plan.recipe->raw.digest;
  if (stated && stated->value.to_string() != whole.digest) {
    raw.wrong = plan.recipe->source.place(stated->span) +
                ": the raw data have another digest: the "
                "recipe says " +
                stated->value.to_string() + ", " + whole.path + " has " + whole.digest +
                compared_with_manifest(difference_from_earlier(
                    world, workspace, "raw", stated->value.to_string(), "", whole.path, content));
  }
  raw.artifacts.push_back(whole);
  return {};
}

}  // namespace

std::string part_name(const record::Artifact& artifact) {
  return artifact.name.starts_with(part_prefix) ? artifact.name.substr(part_prefix.size()) : "";
}

StageFolder raw_data_folder(const Workspace& workspace,
                            const std::vector<record::Artifact>& parts) {
  std::string key;
  for (const record::Artifact& part : parts) key += part_name(part) + "\n" + part.digest + "\n";
  return workspace.stage(document::Stage::raw_data, data::digest_of_bytes(key).hex());
}

Result<> put_raw_data(os::World& world, const RawData& raw, const std::string& folder) {
  TRY(world.files.make_directory(folder));
  for (const record::Artifact& artifact : raw.artifacts) {
    const std::string name = part_name(artifact);
    if (name.empty()) continue;
    const std::string to = folder + "/" + name;
    TRY_ASSIGN(const auto there, world.files.status(to, os::Follow::yes));
    if (there) {
      TRY_ASSIGN(const data::Content content, data::digest_of(world, to));
      if (content.digest.to_string() == artifact.digest) continue;
      return fail(ErrorKind::invalid, to + " is there and is another file: " +
                                          content.digest.to_string() + ", not " + artifact.digest);
    }
    // Under another name until it is whole.
    TRY(world.files.remove(to + ".part"));
    TRY(world.files.copy(raw.folder + "/" + name, to + ".part"));
    TRY(world.files.make_writable(to + ".part"));
    TRY(world.files.rename(to + ".part", to));
  }
  return {};
}

Result<RawData> bring_raw_data(os::World& world, const Plan& plan, const Workspace& workspace,
                               Observer& observer) {
  RawData raw;
  std::vector<FoundPart> parts;
  for (const document::Part& part : plan.recipe->raw.parts) {
    const std::string name = part.file_name();
    if (!os::stays_inside(name) || name.find('/') != std::string::npos || name.empty()) {
      return fail(ErrorKind::invalid, "`" + name + "` is no file name for raw data");
    }
    TRY_ASSIGN(const auto artifact, bring_part(world, plan, workspace, part, observer, raw.wrong));
    if (artifact) raw.artifacts.push_back(*artifact);
    if (!raw.wrong.empty()) return raw;
    parts.push_back({artifact->path, name, is_checked_download(workspace, part, artifact->path)});
  }
  const StageFolder folder = raw_data_folder(workspace, raw.artifacts);
  raw.folder = folder.data();
  TRY(world.files.make_directory(os::parent_path(folder.path)));
  TRY_ASSIGN(const auto lock, lock_aloud(world.files, observer, folder.path + ".lock",
                                         "brings the same data into place"));
  TRY_ASSIGN(const auto finished, finished_stage(world, folder));
  raw.up_to_date = finished.record.has_value();
  raw.changed = finished.changed;
  if (!finished.record) {
    TRY(world.files.remove(folder.path));
    TRY(world.files.make_directory(raw.folder));
    for (const FoundPart& part : parts) TRY(put_into(world, part, raw.folder));
    TRY(world.files.make_read_only(raw.folder));
    record::StageRecord done;
    TRY_ASSIGN(const data::Content whole, data::digest_of(world, raw.folder));
    done.outputs = {artifact_of("raw", raw.folder, whole)};
    TRY(keep_manifest(world, raw.folder, whole));
    TRY(world.files.write(folder.finished(), to_line(record::to_json(done))));
  }
  TRY(add_whole_raw(world, plan, workspace, raw));
  return raw;
}

Result<RawData> given_raw_data(os::World& world, const Plan& plan, const Workspace& workspace,
                               const std::string& folder) {
  RawData raw;
  raw.folder = folder;
  for (const document::Part& part : plan.recipe->raw.parts) {
    const std::string name = part.file_name();
    if (name.empty() || !os::stays_inside(name)) continue;
    const std::string path = folder + "/" + name;
    TRY_ASSIGN(const auto status, world.files.status(path, os::Follow::yes));
    if (!status) continue;
    TRY_ASSIGN(const data::Content content, data::digest_of(world, path));
    const record::Artifact artifact = artifact_of(std::string(part_prefix) + name, path, content);
    if (raw.wrong.empty()) {
      raw.wrong = difference(world, plan, workspace, part, artifact, content);
    }
    raw.artifacts.push_back(artifact);
  }
  TRY(add_whole_raw(world, plan, workspace, raw));
  return raw;
}

}  // namespace recipe::run
