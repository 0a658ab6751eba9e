#include <algorithm>

#include "base/metric.h"
#include "base/text.h"
#include "dynamics/line_log.h"
#include "dynamics/source.h"

namespace recipe::dynamics::logs {
namespace {

class TextParser : public LineParser {
 public:
  TextParser() : feed_((found_.emplace_back(), found_.front().metrics)) {}

  void read(std::string_view line) override {
    feed_.feed(line);
    feed_.feed("\n");
  }
  void finish() override { feed_.finish(); }

 private:
  LineFeed feed_;
};

/// A point of a curve, or a number of a metric that is known by name; `seed=3` may stand anywhere.
bool holds_metric(const MetricLog& log) {
  return std::any_of(log.all().begin(), log.all().end(), [](const auto& named) {
    return !named.second.is_fact() || find_metric(named.second.metric) != nullptr;
  });
}

Result<Recognition> recognise_text(os::FileSystem& files, const std::string& path) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (!status || status->kind != os::FileKind::regular) return Recognition{};
  TRY_ASSIGN(const std::string beginning, beginning_of(files, path, recognised_bytes));
  if (beginning.find('\0') != std::string::npos) return Recognition{};
  MetricLog log;
  LineFeed feed(log);
  feed.feed(beginning);
  feed.finish();
  if (!holds_metric(log)) return Recognition{};
  return Recognition{Certainty::possible, "holds lines in which " +
                                              counted(log.point_count(), "value") + " of " +
                                              counted(log.all().size(), "metric") + " can be told"};
}

Result<std::unique_ptr<LogReader>> open_text(os::FileSystem& files, const std::string& path) {
  constexpr LineFormat format{
      .parser = [](const std::string&) -> std::unique_ptr<LineParser> {
        return std::make_unique<TextParser>();
      },
      .is_one = [](const std::string&, std::string_view) { return false; },
  };
  return LineLog::open(files, path, format);
}

}  // namespace

const LogKind text{
    .name = "text",
    .doc = "What a program printed, read as its standard output is read while it runs.",
    .recognise = recognise_text,
    .open = open_text,
};

}  // namespace recipe::dynamics::logs
