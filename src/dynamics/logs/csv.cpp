#include "dynamics/csv.h"

#include "base/text.h"
#include "dynamics/csv_beginning.h"

namespace recipe::dynamics::logs {
namespace {

Recognition judge_csv(std::string_view bytes) {
  const CsvBeginning beginning = csv_beginning(bytes);
  if (!beginning.columns || beginning.numbers == 0) return {};
  if (beginning.numbers * 2 < beginning.rows) return {};
  if (!beginning.columns->has_position()) {
    return {Certainty::possible, "a table with numbers, but without a column for step or epoch"};
  }
  return {Certainty::likely, "a table with a column for " +
                                 std::string(beginning.columns->step ? "the step" : "the epoch")};
}

constexpr LineFormat csv_format{
    .parser = [](const std::string& name) -> std::unique_ptr<LineParser> {
      return std::make_unique<CsvParser>(CsvDialect::plain, name);
    },
    .is_one =
        [](const std::string& name, std::string_view beginning) {
          return (name.ends_with(".csv") || name.ends_with(".tsv")) &&
                 (beginning.empty() || judge_csv(beginning).certainty >= Certainty::likely);
        },
};

Result<Recognition> recognise_plain_csv(os::FileSystem& files, const std::string& path) {
  return recognise_csv(files, path, csv_format, judge_csv);
}

Result<std::unique_ptr<LogReader>> open_csv(os::FileSystem& files, const std::string& path) {
  return LineLog::open(files, path, csv_format);
}

}  // namespace

const LogKind csv{
    .name = "csv",
    .doc =
        "A table whose first line names its columns, separated by commas, semicolons or tabs, or a "
        "folder of such files: one column for each metric, or the columns metric and value.",
    .recognise = recognise_plain_csv,
    .open = open_csv,
};

}  // namespace recipe::dynamics::logs
