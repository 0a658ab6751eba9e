#include "run/shared_results.h"

#include "run/kept_result.h"

namespace recipe::run {
namespace {

constexpr std::uint64_t largest_result = std::uint64_t{1} << 30;

/// With its paths moved from one stage folder to another; the log stays behind.
record::StageRecord moved(record::StageRecord stage, const std::string& from,
                          const std::string& to) {
  for (record::Artifact& output : stage.outputs) {
    if (output.path.starts_with(from + "/")) output.path = to + output.path.substr(from.size());
  }
  stage.log.clear();
  return stage;
}

}  // namespace

std::optional<SharedResults> SharedResults::find(os::World& world) {
  std::string root = world.environment.get("RECIPE_CACHE").value_or("");
  if (root.empty()) {
    if (const auto cache = world.environment.get("XDG_CACHE_HOME"); cache && !cache->empty()) {
      root = *cache + "/recipe";
    } else if (const auto home = world.environment.get("HOME"); home && !home->empty()) {
      root = *home + "/.cache/recipe";
    } else {
      return std::nullopt;
    }
  }
  return SharedResults(world, os::join_path(world.environment.working_directory(), root));
}

std::string SharedResults::result_of(const std::string& key) const {
  return root_ + "/results/" + key.substr(0, 2) + "/" + key + ".json";
}

Result<> SharedResults::keep(const record::StageRecord& stage, const StageFolder& folder) {
  KeptResult kept{moved(stage, folder.path, ""), {}};
  for (const std::string_view name : kept_folders()) {
    const std::string path = folder.path + "/" + std::string(name);
    TRY_ASSIGN(const auto there, world_.files.status(path, os::Follow::no));
    if (!there) continue;
    TRY_ASSIGN(auto files, store_.put(path));
    if (!files || !can_be_written(*files)) return {};
    kept.folders.emplace_back(name, std::move(*files));
  }
  return write(kept);
}

/// A power cut may leave half of it, which then counts for nothing.
Result<> SharedResults::write(const KeptResult& kept) {
  const std::string result = result_of(kept.stage.key);
  TRY(world_.files.make_directory(os::parent_path(result)));
  return world_.files.write_unsynced(result, text_of(kept));
}

Result<bool> SharedResults::bring(const std::string& key, const StageFolder& folder) {
  const std::string result = result_of(key);
  TRY_ASSIGN(const auto there, world_.files.status(result, os::Follow::no));
  if (!there) return false;
  TRY_ASSIGN(const std::string text, world_.files.read(result, largest_result));
  const auto kept = kept_result_from(text);
  bool whole = kept && kept->stage.key == key;
  // Aside, so that what a stopped stage left stays if this comes to nothing.
  const StageFolder fresh{folder.path + ".shared"};
  TRY(world_.files.remove(fresh.path));
  if (whole) TRY(world_.files.make_directory(fresh.path));
  for (std::size_t i = 0; whole && i < kept->folders.size(); ++i) {
    const auto& [name, files] = kept->folders[i];
    TRY_ASSIGN(whole, store_.get(files, fresh.path + "/" + name));
    if (whole) TRY(world_.files.make_read_only(fresh.path + "/" + name));
  }
  if (!whole) {
    TRY(world_.files.remove(fresh.path));
    TRY(world_.files.remove(result));
    return false;
  }
  const record::StageRecord stage = moved(kept->stage, "", folder.path);
  TRY(world_.files.write(fresh.finished(), to_line(record::to_json(stage))));
  TRY(world_.files.remove(folder.path));
  TRY(world_.files.rename(fresh.path, folder.path));
  // Written again, so that its time says when it was last of use.
  TRY(world_.files.write_unsynced(result, text));
  return true;
}

/// A result that names only this file keeps it, and its time says when it was last of use.
Result<> SharedResults::note_use(const data::StoredFile& file) {
  KeptResult kept;
  kept.stage.stage = document::to_string(document::Stage::raw_data);
  // No stage's key, whatever bytes the file has.
  kept.stage.key = data::digest_of_bytes("file " + file.digest.hex()).hex();
  kept.folders = {{"data", {file}}};
  return write(kept);
}

Result<> SharedResults::keep_file(const std::string& path, const Digest& digest,
                                  std::uint64_t size) {
  const data::StoredFile file{digest.hex(), size, digest, false};
  // Named first: what is collected meanwhile is only kept once more.
  TRY(note_use(file));
  return store_.put_file(path, file);
}

Result<std::optional<std::uint64_t>> SharedResults::bring_file(const Digest& digest,
                                                               const std::string& path) {
  std::optional<std::uint64_t> size;
  data::StoredFile file{digest.hex(), 0, digest, false};
  TRY_ASSIGN(const bool brought, store_.get_file(file, path));
  if (!brought) return size;
  TRY_ASSIGN(const auto status, world_.files.status(path, os::Follow::no));
  if (!status) return size;
  file.size = status->size;
  TRY(note_use(file));
  size = file.size;
  return size;
}

Result<SharedResults::Collected> SharedResults::collect(double seconds) {
  Collected collected;
  std::vector<data::StoredFile> used;
  const std::string results = root_ + "/results";
  const auto now = std::chrono::duration<double>(world_.clock.now().time_since_epoch()).count();
  TRY_ASSIGN(const auto there, world_.files.status(results, os::Follow::yes));
  if (!there) return collected;
  TRY_ASSIGN(const auto folders, world_.files.list(results));
  for (const os::DirectoryEntry& folder : folders) {
    TRY_ASSIGN(const auto entries, world_.files.list(results + "/" + folder.name));
    for (const os::DirectoryEntry& entry : entries) {
      const std::string path = results + "/" + folder.name + "/" + entry.name;
      TRY_ASSIGN(const auto status, world_.files.status(path, os::Follow::no));
      if (!status) continue;
      TRY_ASSIGN(const std::string text, world_.files.read(path, largest_result));
      const auto kept = kept_result_from(text);
      const double age = now - static_cast<double>(status->modified_ns) * 1e-9;
      if (!kept || age > seconds) {
        TRY(world_.files.remove(path));
        ++collected.results;
        continue;
      }
      for (const auto& [name, files] : kept->folders) {
        used.insert(used.end(), files.begin(), files.end());
      }
    }
  }
  TRY_ASSIGN(collected.bytes, store_.remove_unused(used));
  return collected;
}

}  // namespace recipe::run
