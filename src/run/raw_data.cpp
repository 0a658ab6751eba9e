#include "run/raw_data.h"

#include "base/text.h"
#include "run/fate.h"

namespace recipe::run {

namespace {

/// What differs from what the recipe says of the part; empty if nothing does.
std::string difference(const Plan& plan, const document::Part& part,
                       const record::Artifact& artifact) {
  if (part.digest && part.digest->value.to_string() != artifact.digest) {
    return plan.recipe->source.place(part.digest->span) + ": " + part.file_name() +
           " has another digest: the recipe says " + part.digest->value.to_string() + ", " +
           artifact.path + " has " + artifact.digest;
  }
  if (part.size && part.size->value != artifact.bytes) {
    return plan.recipe->source.place(part.size->span) + ": " + part.file_name() +
           " has another size: the recipe says " + std::to_string(part.size->value) + " bytes, " +
           artifact.path + " has " + std::to_string(artifact.bytes);
  }
  return "";
}

void add_whole_raw(const Plan& plan, RawData& raw, const record::Artifact& whole) {
  const auto& stated = plan.recipe->raw.digest;
  if (stated && stated->value.to_string() != whole.digest) {
    raw.wrong = plan.recipe->source.place(stated->span) +
                ": the raw data have another digest: the "
                "recipe says " +
                stated->value.to_string() + ", " + whole.path + " has " + whole.digest;
  }
  raw.artifacts.push_back(whole);
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
    TRY_ASSIGN(const record::Artifact artifact, artifact_of(world, "part:" + name, from));
    raw.wrong = difference(plan, part, artifact);
    raw.artifacts.push_back(artifact);
    if (!raw.wrong.empty()) return raw;
    key += name + "\n" + artifact.digest + "\n";
    copies.emplace_back(from, name);
  }
  const StageFolder folder =
      workspace.stage(document::Stage::raw_data, data::digest_of_bytes(key).hex());
  raw.folder = folder.data();
  TRY(world.files.make_directory(os::parent_path(folder.path)));
  TRY_ASSIGN(const auto lock, world.files.lock(folder.path + ".lock", os::Wait::yes));
  TRY_ASSIGN(const auto finished, finished_stage(world, folder));
  raw.up_to_date = finished.has_value();
  if (!finished) {
    TRY(world.files.remove(folder.path));
    TRY(world.files.make_directory(raw.folder));
    for (const auto& [from, name] : copies) {
      TRY_ASSIGN(const std::string real, world.files.real_path(from));
      TRY(world.files.copy(real, raw.folder + "/" + name));
    }
    TRY(world.files.make_read_only(raw.folder));
    record::StageRecord done;
    TRY_ASSIGN(const record::Artifact whole, artifact_of(world, "raw", raw.folder));
    done.outputs = {whole};
    TRY(world.files.write(folder.finished(), to_line(record::to_json(done))));
  }
  TRY_ASSIGN(const record::Artifact whole, artifact_of(world, "raw", raw.folder));
  add_whole_raw(plan, raw, whole);
  return raw;
}

Result<RawData> given_raw_data(os::World& world, const Plan& plan, const std::string& folder) {
  RawData raw;
  raw.folder = folder;
  for (const document::Part& part : plan.recipe->raw.parts) {
    const std::string name = part.file_name();
    if (name.empty() || !os::stays_inside(name)) continue;
    const std::string path = folder + "/" + name;
    TRY_ASSIGN(const auto status, world.files.status(path, os::Follow::yes));
    if (!status) continue;
    TRY_ASSIGN(const record::Artifact artifact, artifact_of(world, "part:" + name, path));
    if (raw.wrong.empty()) raw.wrong = difference(plan, part, artifact);
    raw.artifacts.push_back(artifact);
  }
  TRY_ASSIGN(const record::Artifact whole, artifact_of(world, "raw", folder));
  add_whole_raw(plan, raw, whole);
  return raw;
}

}  // namespace recipe::run
