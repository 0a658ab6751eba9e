#include "run/raw_data.h"

#include "base/text.h"
#include "run/fate.h"
#include "run/manifests.h"

namespace recipe::run {

namespace {

std::string since_an_earlier_run(const std::string& difference) {
  return difference.empty() ? "" : "; compared with an earlier run, " + difference;
}

/// What differs from what the recipe says of the part; empty if nothing does.
std::string difference(os::World& world, const Plan& plan, const Workspace& workspace,
                       const document::Part& part, const record::Artifact& artifact,
                       const data::Content& content) {
  if (part.digest && part.digest->value.to_string() != artifact.digest) {
    return plan.recipe->source.place(part.digest->span) + ": " + part.file_name() +
           " has another digest: the recipe says " + part.digest->value.to_string() + ", " +
           artifact.path + " has " + artifact.digest +
           since_an_earlier_run(difference_from_earlier(
               world, workspace, part.digest->value.to_string(), part.file_name(), content));
  }
  if (part.size && part.size->value != artifact.bytes) {
    return plan.recipe->source.place(part.size->span) + ": " + part.file_name() +
           " has another size: the recipe says " + std::to_string(part.size->value) + " bytes, " +
           artifact.path + " has " + std::to_string(artifact.bytes);
  }
  return "";
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
                since_an_earlier_run(difference_from_earlier(
                    world, workspace, stated->value.to_string(), "", content));
  }
  raw.artifacts.push_back(whole);
  return {};
}

}  // namespace

Result<RawData> bring_raw_data(os::World& world, const Plan& plan, const Workspace& workspace) {
  RawData raw;
  std::string key;
  std::vector<std::pair<std::string, std::string>> copies;
  for (const document::Part& part : plan.recipe->raw.parts) {
    const std::string from = local_path(plan, part);
    const std::string name = part.file_name();
    if (!os::stays_inside(name) || name.find('/') != std::string::npos || name.empty()) {
      return fail(ErrorKind::invalid, "`" + name + "` is no file name for raw data");
    }
    TRY_ASSIGN(const auto status, world.files.status(from, os::Follow::yes));
    if (!status) {
      const Span place = part.sources.front().span;
      raw.wrong = plan.recipe->source.place(place) + ": " + from + " is not there";
      return raw;
    }
    TRY_ASSIGN(const data::Content content, data::digest_of(world, from));
    const record::Artifact artifact = artifact_of("part:" + name, from, content);
    raw.wrong = difference(world, plan, workspace, part, artifact, content);
    raw.artifacts.push_back(artifact);
    if (!raw.wrong.empty()) return raw;
    key += name + "\n" + artifact.digest + "\n";
    copies.emplace_back(from, name);
  }
  const StageFolder folder =
      workspace.stage(document::Stage::raw_data, data::digest_of_bytes(key).hex());
  raw.folder = folder.data();
  TRY_ASSIGN(const auto finished, finished_stage(world, folder));
  raw.changed = finished.changed;
  if (!finished.record) {
    TRY(world.files.remove(folder.path));
    TRY(world.files.make_directory(raw.folder));
    for (const auto& [from, name] : copies) {
      TRY_ASSIGN(const std::string real, world.files.real_path(from));
      TRY(world.files.copy(real, raw.folder + "/" + name));
    }
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
    const record::Artifact artifact = artifact_of("part:" + name, path, content);
    if (raw.wrong.empty()) {
      raw.wrong = difference(world, plan, workspace, part, artifact, content);
    }
    raw.artifacts.push_back(artifact);
  }
  TRY(add_whole_raw(world, plan, workspace, raw));
  return raw;
}

}  // namespace recipe::run
