#include "run/data_check.h"

#include "run/downloads.h"
#include "run/fate.h"
#include "run/manifests.h"
#include "run/raw_data.h"

namespace recipe::run {
namespace {

std::string bytes_text(std::uint64_t bytes) { return std::to_string(bytes) + " bytes"; }

Result<bool> is_there(os::World& world, const std::string& path) {
  TRY_ASSIGN(const auto status, world.files.status(path, os::Follow::yes));
  return status.has_value();
}

/// Data that the recipe describes, and where earlier runs left theirs.
struct Described {
  os::World& world;
  const Workspace& workspace;
  std::string kind;  ///< raw, processed, model or pretrained
};

/// Compares what lies at `path` with a size and a digest, of which either may be absent. `part` is
/// its path in the data; empty for all of them.
Result<DataCheck> compared(const Described& all, std::string name, const std::string& path,
                           const std::optional<At<std::uint64_t>>& size,
                           const std::optional<At<Digest>>& digest, const std::string& part) {
  os::World& world = all.world;
  DataCheck check{std::move(name), path, Match::missing, "", ""};
  if (digest) check.stated = digest->value.to_string();
  if (!digest && size) check.stated = bytes_text(size->value);
  TRY_ASSIGN(const bool there, is_there(world, path));
  if (!there) return check;
  TRY_ASSIGN(const data::Content content, data::digest_of(world, path));
  check.match = digest || size ? Match::same : Match::unstated;
  check.found = digest || !size ? content.digest.to_string() : bytes_text(content.bytes);
  if (digest && content.digest != digest->value) {
    check.match = Match::differs;
    check.difference =
        difference_from_earlier(world, all.workspace, all.kind, check.stated, part, path, content);
  } else if (size && content.bytes != size->value) {
    check.match = Match::differs;
    check.stated = bytes_text(size->value);
    check.found = bytes_text(content.bytes);
  }
  return check;
}

Result<DataCheck> compared_part(const Described& all, const document::Part& part,
                                const std::string& path, const std::string& name_in_data) {
  return compared(all, part.file_name(), path, part.size, part.digest, name_in_data);
}

/// Parts by their names in a folder; the only one that has no such file is the folder itself.
Result<> check_parts(const Described& all, const std::vector<document::Part>& parts,
                     const std::string& folder, bool only_may_be_folder,
                     std::vector<DataCheck>& checks) {
  for (const document::Part& part : parts) {
    const std::string name = part.file_name();
    std::string path = folder + "/" + name;
    const bool inside = !name.empty() && os::stays_inside(name);
    TRY_ASSIGN(const bool there, inside ? is_there(all.world, path) : Result<bool>(false));
    if (!there && only_may_be_folder && parts.size() == 1) path = folder;
    if (!there && !inside && path != folder) continue;
    TRY_ASSIGN(DataCheck check, compared_part(all, part, path, path == folder ? "" : name));
    checks.push_back(std::move(check));
  }
  return {};
}

Result<> check_whole(const Described& all, const document::Data& data, const std::string& folder,
                     std::vector<DataCheck>& checks) {
  if (!data.digest) return {};
  TRY_ASSIGN(DataCheck check, compared(all, all.kind, folder, std::nullopt, data.digest, ""));
  checks.push_back(std::move(check));
  return {};
}

Result<> check_splits(const Described& all, const document::Data& data, const std::string& folder,
                      std::vector<DataCheck>& checks) {
  for (const document::Split& split : data.splits) {
    if (!split.path || !split.digest || !os::stays_inside(split.path->value)) continue;
    TRY_ASSIGN(DataCheck check,
               compared(all, "split " + split.name.value, folder + "/" + split.path->value,
                        std::nullopt, split.digest, split.path->value));
    checks.push_back(std::move(check));
  }
  return {};
}

/// Where a run would take a part from, if it is there.
Result<std::string> kept_path(os::World& world, const Plan& plan, const Workspace& workspace,
                              const document::Part& part) {
  const std::string local = local_path(plan, part);
  if (!local.empty()) {
    TRY_ASSIGN(const bool there, is_there(world, local));
    if (there || web_sources(part).empty()) return local;
  }
  return download_folder(workspace, "raw", part) + "/" + part.file_name();
}

}  // namespace

std::string_view to_string(Match match) {
  switch (match) {
    case Match::same:
      return "same";
    case Match::differs:
      return "differs";
    case Match::missing:
      return "missing";
    case Match::unstated:
      return "unstated";
  }
  return "";
}

Result<std::vector<DataCheck>> check_kept_data(os::World& world, const Plan& plan,
                                               const Workspace& workspace) {
  std::vector<DataCheck> checks;
  std::vector<record::Artifact> parts;
  const document::Data& raw = plan.recipe->raw;
  const Described all{world, workspace, "raw"};
  for (const document::Part& part : raw.parts) {
    const std::string name = part.file_name();
    if (name.empty() || name.find('/') != std::string::npos || !os::stays_inside(name)) continue;
    TRY_ASSIGN(const std::string path, kept_path(world, plan, workspace, part));
    TRY_ASSIGN(DataCheck check, compared_part(all, part, path, name));
    if (check.match != Match::missing && raw.digest) {
      TRY_ASSIGN(auto artifact, artifact_of(world, "part:" + name, path));
      parts.push_back(std::move(artifact));
    }
    checks.push_back(std::move(check));
  }
  TRY(check_whole(all, raw, raw_data_folder(workspace, parts).data(), checks));
  return checks;
}

Result<std::vector<DataCheck>> check_given_data(os::World& world, const Plan& plan,
                                                const Workspace& workspace, const std::string& name,

                                                const std::string& folder) {
  std::vector<DataCheck> checks;
  const document::Recipe& recipe = *plan.recipe;
  const Described all{world, workspace, name};
  if (name == "pretrained") {
    if (recipe.pretrained) TRY(check_parts(all, {*recipe.pretrained}, folder, true, checks));
    return checks;
  }
  const document::Data& data = name == "raw"         ? recipe.raw
                               : name == "processed" ? recipe.processed
                                                     : recipe.model;
  TRY(check_parts(all, data.parts, folder, name != "raw", checks));
  TRY(check_whole(all, data, folder, checks));
  if (name == "processed") TRY(check_splits(all, data, folder, checks));
  return checks;
}

}  // namespace recipe::run
