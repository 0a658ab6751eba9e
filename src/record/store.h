#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "os/world.h"
#include "record/record.h"

namespace recipe::record {

/// Where the working state of a recipe lies: `.recipe` beside it.
struct WorkFolder {
  std::string path;  ///< absolute

  std::string runs() const { return path + "/runs"; }
  std::string run(const std::string& id) const { return runs() + "/" + id; }
};

/// The layout of the folder that this program writes.
inline constexpr int layout_version = 1;

/// Makes the folder with its own .gitignore; refuses one from a newer version.
Result<WorkFolder> open_work_folder(os::World& world, const std::string& recipe_folder);

/// Writes a run's record while it happens: `runs/<id>/record.jsonl`, append-only. A line is the
/// header, a stage (the last line of a stage counts), or the header again at the end.
class RecordWriter {
 public:
  RecordWriter(os::World& world, const WorkFolder& folder, const std::string& id)
      : world_(world), path_(folder.run(id) + "/record.jsonl") {}
  Result<> header(const Record& record);
  Result<> stage(const StageRecord& stage);
  const std::string& path() const { return path_; }

 private:
  os::World& world_;
  std::string path_;
};

/// How much of records is read: what a run was, or also all that its stages did, which may be long.
enum class Depth { headers, all };

/// The records of the runs that belong to the recipe at `recipe`, oldest first; a half-written last
/// line is ignored. No folder: none.
Result<std::vector<Record>> read_records(os::World& world, const std::string& recipe_folder,
                                         const std::string& recipe, Depth depth = Depth::all);

/// All of one record, by its run's name; one that is not there is an error.
Result<Record> read_record(os::World& world, const std::string& recipe_folder,
                           const std::string& id);

}  // namespace recipe::record
