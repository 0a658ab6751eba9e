#include "run/kept_result.h"

#include <algorithm>
#include <array>

#include "base/json.h"

namespace recipe::run {
namespace {

constexpr std::array<std::string_view, 3> folder_names = {"data", "model", "output"};

Json files_to_json(const std::vector<data::StoredFile>& files) {
  Json all = Json::array();
  for (const data::StoredFile& file : files) {
    all.push_back({file.path, file.size, file.digest.hex(), file.executable});
  }
  return all;
}

/// Nothing if the JSON is no such list: somebody may have edited it.
std::optional<std::vector<data::StoredFile>> files_from(const Json& json) {
  if (!json.is_array()) return std::nullopt;
  std::vector<data::StoredFile> files;
  for (const Json& each : json) {
    if (!each.is_array() || each.size() != 4 || !each[0].is_string() ||
        !each[1].is_number_unsigned() || !each[2].is_string() || !each[3].is_boolean()) {
      return std::nullopt;
    }
    const auto digest = Digest::parse("sha256:" + each[2].get<std::string>());
    if (!digest) return std::nullopt;
    files.push_back(
        {each[0].get<std::string>(), each[1].get<std::uint64_t>(), *digest, each[3].get<bool>()});
  }
  return files;
}

}  // namespace

std::vector<std::string_view> kept_folders() { return {folder_names.begin(), folder_names.end()}; }

bool can_be_written(const std::vector<data::StoredFile>& files) {
  return std::all_of(files.begin(), files.end(), [](const data::StoredFile& file) {
    const auto back = parse_json(to_line(Json(file.path)));
    return back && back->get<std::string>() == file.path;
  });
}

std::string text_of(const KeptResult& kept) {
  Json folders = Json::object();
  for (const auto& [name, files] : kept.folders) folders[name] = files_to_json(files);
  return to_line({{"stage", record::to_json(kept.stage)}, {"folders", std::move(folders)}}) + "\n";
}

std::optional<KeptResult> kept_result_from(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object() || !json->contains("stage") || !json->contains("folders") ||
      !(*json)["folders"].is_object() || !(*json)["stage"].is_object()) {
    return std::nullopt;
  }
  KeptResult kept{record::stage_from_json((*json)["stage"]), {}};
  for (const auto& [name, list] : (*json)["folders"].items()) {
    auto files = files_from(list);
    const bool known =
        std::find(folder_names.begin(), folder_names.end(), name) != folder_names.end();
    if (!files || !known) return std::nullopt;
    kept.folders.emplace_back(name, std::move(*files));
  }
  return kept;
}

}  // namespace recipe::run
