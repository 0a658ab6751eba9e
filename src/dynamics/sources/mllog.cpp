#include "dynamics/mllog.h"

#include "dynamics/source.h"

namespace recipe::dynamics::sources {
namespace {

Recognised read_mllog(std::string_view line, MetricLog& log) {
  if (!is_mllog(line)) return Recognised::no;
  if (const auto entry = parse_mllog(line)) {
    add_mllog(*entry, std::nullopt, log);
  } else {
    log.reject(std::string(line));
  }
  return Recognised::yes;
}

}  // namespace

const LineSource mllog{
    .name = "mllog",
    .doc =
        "MLPerf's `:::MLLOG {...}`: numbers with `epoch_num` or `step` in their metadata are "
        "points, others facts.",
    .read = read_mllog,
};

}  // namespace recipe::dynamics::sources
