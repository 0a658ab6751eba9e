#include "record/store.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::record {
namespace {

constexpr std::uint64_t largest_record = 1ULL << 30;

Result<std::string> version_written(os::World& world, const std::string& path) {
  TRY_ASSIGN(const auto there, world.files.status(path, os::Follow::yes));
  if (!there) return std::string();
  TRY_ASSIGN(const std::string text, world.files.read(path, 64));
  return std::string(trim(text));
}

/// True if the folder has no layout yet; one of a newer version is refused.
Result<bool> check_layout(os::World& world, const WorkFolder& folder) {
  TRY_ASSIGN(const std::string written, version_written(world, folder.path + "/version"));
  if (const auto number = parse_double(written); number && *number > layout_version) {
    return fail(
        ErrorKind::unsupported,
        folder.path + " was written by a newer recipe (layout " + written +
            "); use that program, or remove the folder at the cost of doing its work again");
  }
  return written.empty();
}

void replay(Record& record, const Json& line) {
  if (line.contains("header")) {
    std::vector<StageRecord> stages = std::move(record.stages);
    record = header_from_json(line["header"]);
    record.stages = std::move(stages);
  } else if (line.contains("stage")) {
    StageRecord stage = stage_from_json(line["stage"]);
    const auto same = std::find_if(record.stages.begin(), record.stages.end(),
                                   [&](const auto& known) { return known.stage == stage.stage; });
    if (same == record.stages.end()) {
      record.stages.push_back(std::move(stage));
    } else {
      *same = std::move(stage);
    }
  }
}

Result<Record> replayed(os::World& world, const std::string& path, Depth depth) {
  TRY_ASSIGN(const std::string text, world.files.read(path, largest_record));
  Record record;
  for (const std::string_view line : lines(text)) {
    if (depth == Depth::headers && line.starts_with("{\"stage\"")) continue;
    if (const auto json = parse_json(line); json && json->is_object()) replay(record, *json);
  }
  return record;
}

}  // namespace

Result<WorkFolder> open_work_folder(os::World& world, const std::string& recipe_folder) {
  const WorkFolder folder{os::join_path(recipe_folder, ".recipe")};
  TRY_ASSIGN(const bool is_new, check_layout(world, folder));
  TRY(world.files.make_directory(folder.runs()));
  TRY_ASSIGN(const auto ignored, world.files.status(folder.path + "/.gitignore", os::Follow::no));
  if (!ignored) TRY(world.files.write(folder.path + "/.gitignore", "*\n"));
  if (is_new) {
    TRY(world.files.write(folder.path + "/version", std::to_string(layout_version) + "\n"));
  }
  return folder;
}

Result<> RecordWriter::header(const Record& record) {
  return world_.files.append(path_, to_line({{"header", header_to_json(record)}}) + "\n");
}

Result<> RecordWriter::stage(const StageRecord& stage) {
  const std::string line = to_line({{"stage", to_json(stage)}}) + "\n";
  // What no command did is known from the recipe; the next line that matters syncs it too.
  const bool matters = stage.state == State::ran || stage.state == State::failed ||
                       stage.state == State::interrupted;
  return matters ? world_.files.append(path_, line) : world_.files.append_unsynced(path_, line);
}

Result<Record> read_record(os::World& world, const std::string& recipe_folder,
                           const std::string& id) {
  const WorkFolder folder{os::join_path(recipe_folder, ".recipe")};
  return replayed(world, folder.run(id) + "/record.jsonl", Depth::all);
}

Result<std::vector<Record>> read_records(os::World& world, const std::string& recipe_folder,
                                         const std::string& recipe, Depth depth) {
  const WorkFolder folder{os::join_path(recipe_folder, ".recipe")};
  std::vector<Record> records;
  TRY(check_layout(world, folder));
  TRY_ASSIGN(const auto there, world.files.status(folder.runs(), os::Follow::yes));
  if (!there) return records;
  TRY_ASSIGN(const auto entries, world.files.list(folder.runs()));
  for (const os::DirectoryEntry& entry : entries) {
    const std::string path = folder.run(entry.name) + "/record.jsonl";
    TRY_ASSIGN(const auto file, world.files.status(path, os::Follow::yes));
    if (!file) continue;
    TRY_ASSIGN(Record record, replayed(world, path, depth));
    if (!record.id.empty() && record.recipe == recipe) records.push_back(std::move(record));
  }
  std::sort(records.begin(), records.end(),
            [](const Record& a, const Record& b) { return a.id < b.id; });
  return records;
}

}  // namespace recipe::record
