#include "base/text.h"
#include "dynamics/csv_beginning.h"

namespace recipe::dynamics::logs {
namespace {

Recognition judge_keras_csv(std::string_view bytes) {
  const CsvBeginning beginning = csv_beginning(bytes);
  if (!beginning.columns || !is_keras_header(beginning.header) || beginning.numbers == 0) return {};
  const bool validated = bytes.substr(0, bytes.find('\n')).find("val_") != std::string_view::npos;
  if (validated) return {Certainty::certain, "has the columns of Keras' CSVLogger"};
  return {Certainty::possible, "has columns as Keras' CSVLogger writes them, but no val_loss"};
}

constexpr LineFormat keras_csv_format{
    .parser = [](const std::string& name) -> std::unique_ptr<LineParser> {
      return std::make_unique<CsvParser>(CsvDialect::keras, name);
    },
    .is_one =
        [](const std::string& name, std::string_view beginning) {
          return (name.ends_with(".csv") || name.ends_with(".log") || name.ends_with(".tsv")) &&
                 (beginning.empty() || judge_keras_csv(beginning).certainty == Certainty::certain);
        },
};

Result<Recognition> recognise_keras_csv(os::FileSystem& files, const std::string& path) {
  return recognise_csv(files, path, keras_csv_format, judge_keras_csv);
}

Result<std::unique_ptr<LogReader>> open_keras_csv(os::FileSystem& files, const std::string& path) {
  return LineLog::open(files, path, keras_csv_format);
}

}  // namespace

const LogKind keras_csv{
    .name = "keras-csv",
    .doc =
        "A file of Keras' CSVLogger: `val_` columns are the split validation, those without it the "
        "split train.",
    .recognise = recognise_keras_csv,
    .open = open_keras_csv,
};

}  // namespace recipe::dynamics::logs
