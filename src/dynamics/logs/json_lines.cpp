#include "base/text.h"
#include "dynamics/line_log.h"
#include "dynamics/python_json.h"
#include "dynamics/source.h"

namespace recipe::dynamics::logs {
namespace {

class JsonLinesParser : public LineParser {
 public:
  JsonLinesParser() { found_.emplace_back(); }

  /// Metrics are what the source of the same name reads, under the same names, so that a run under
  /// this program measures what a file says. Text of lines without a step are hyperparameters.
  void read(std::string_view line) override {
    FoundRun& run = found_.front();
    if (sources::json_lines.read(line, run.metrics) == Recognised::no) return;
    if (line.find(": \"") == std::string_view::npos && line.find(":\"") == std::string_view::npos) {
      return;
    }
    const auto json = parse_json(with_quoted_non_finite(trim(line)));
    if (!json || !json->is_object()) return;
    for (const char* key : {"step", "epoch", "iter", "iteration", "global_step"}) {
      if (json->contains(key)) return;
    }
    constexpr std::size_t longest_value = 1000;
    constexpr std::size_t most_settings = 1000;
    for (const auto& [name, value] : json->items()) {
      const bool is_text =
          value.is_string() && value.get_ref<const std::string&>().size() <= longest_value;
      if (name == "split" || name == "mode" || number_in(value)) continue;
      if (!is_text && !value.is_boolean()) continue;
      if (run.hyperparameters.size() >= most_settings) return;
      run.hyperparameters[printable(name)] = *text_in(value);
    }
  }
};

/// Lines of the beginning that hold numbers; 0 unless all lines but a half last one are objects.
std::size_t json_lines_with_numbers(std::string_view beginning) {
  const std::size_t end = beginning.rfind('\n');
  const bool cut = beginning.size() >= recognised_bytes && end != std::string_view::npos;
  std::size_t count = 0;
  for (const std::string_view line : lines(cut ? beginning.substr(0, end) : beginning)) {
    if (trim(line).empty()) continue;
    MetricLog log;
    if (sources::json_lines.read(line, log) == Recognised::no || log.rejected() > 0) return 0;
    if (!log.empty()) ++count;
  }
  return count;
}

bool is_json_lines_name(const std::string& name) {
  for (const char* end : {".jsonl", ".ndjson", ".json", ".txt", ".log"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

constexpr LineFormat json_lines_format{
    .parser = [](const std::string&) -> std::unique_ptr<LineParser> {
      return std::make_unique<JsonLinesParser>();
    },
    .is_one =
        [](const std::string& name, std::string_view beginning) {
          return is_json_lines_name(name) &&
                 (beginning.empty() || json_lines_with_numbers(beginning) > 1);
        },
};

Result<Recognition> recognise_json_lines(os::FileSystem& files, const std::string& path) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (status && status->kind == os::FileKind::directory) {
    TRY_ASSIGN(const auto names, files_of_format(files, path, json_lines_format));
    if (names.empty()) return Recognition{};
    return Recognition{Certainty::likely,
                       "holds " + counted(names.size(), "file") + " of JSON lines with numbers"};
  }
  if (!status || status->kind != os::FileKind::regular) return Recognition{};
  TRY_ASSIGN(const std::string beginning, beginning_of(files, path, recognised_bytes));
  const std::size_t count = json_lines_with_numbers(beginning);
  if (count == 0) return Recognition{};
  return Recognition{count > 1 ? Certainty::likely : Certainty::possible,
                     "every line is a JSON object, " + counted(count, "line") + " with numbers"};
}

Result<std::unique_ptr<LogReader>> open_json_lines(os::FileSystem& files, const std::string& path) {
  return LineLog::open(files, path, json_lines_format);
}

}  // namespace

const LogKind json_lines{
    .name = "json-lines",
    .doc = "A file with one JSON object a line, or a folder of such files, each a run.",
    .recognise = recognise_json_lines,
    .open = open_json_lines,
};

}  // namespace recipe::dynamics::logs
