#include <limits>

#include "base/text.h"
#include "dynamics/growing_file.h"
#include "dynamics/mlflow.h"
#include "os/read_only_database.h"

namespace recipe::dynamics::logs {
namespace {

using Row = os::ReadOnlyDatabase::Row;
using RunsById = std::map<std::string, std::pair<MlflowRun, FoundRun>>;

std::optional<double> number_or_none(const Row& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.number(column));
}

Result<RunsById> active_runs(os::ReadOnlyDatabase& database) {
  constexpr std::size_t most_runs = 10'000;
  RunsById runs;
  TRY(database.query(
      "SELECT r.run_uuid, r.name, e.name, r.status, r.start_time, r.end_time FROM runs r "
      "LEFT JOIN experiments e ON e.experiment_id = r.experiment_id "
      "WHERE r.lifecycle_stage = 'active' ORDER BY r.start_time",
      [&](const Row& row) {
        MlflowRun about;
        about.id = row.text(0);
        about.name = row.text(1);
        about.experiment = row.text(2);
        about.status = row.text(3);
        about.start = number_or_none(row, 4);
        about.end = number_or_none(row, 5);
        FoundRun run;
        begin_mlflow_run(about, run);
        runs[about.id] = {about, std::move(run)};
        return runs.size() < most_runs;
      }));
  return runs;
}

using PairOf = void (*)(const std::string&, std::string_view, FoundRun&);

Result<> read_pairs_of(os::ReadOnlyDatabase& database, const std::string& table, PairOf take,
                       RunsById& runs) {
  return database.query("SELECT run_uuid, key, value FROM " + table, [&](const Row& row) {
    if (const auto run = runs.find(row.text(0)); run != runs.end()) {
      take(row.text(1), row.text(2), run->second.second);
    }
    return true;
  });
}

Result<> read_metrics_of(os::ReadOnlyDatabase& database, RunsById& runs) {
  std::size_t points = 0;
  // MLflow writes the largest double for infinity, and a truth beside the value for NaN.
  return database.query(
      "SELECT run_uuid, key, value, timestamp, step, is_nan FROM metrics ORDER BY rowid",
      [&](const Row& row) {
        const auto run = runs.find(row.text(0));
        if (run == runs.end()) return true;
        constexpr double infinity = std::numeric_limits<double>::infinity();
        constexpr double largest = std::numeric_limits<double>::max();
        MlflowValue value{row.number(3), row.number(2), row.number(4)};
        if (row.number(5) != 0) value.value = std::numeric_limits<double>::quiet_NaN();
        if (value.value >= largest) value.value = infinity;
        if (value.value <= -largest) value.value = -infinity;
        add_mlflow_value(row.text(1), value, run->second.second);
        return ++points < most_points;
      });
}

Result<RunsById> read_database(const std::string& path) {
  TRY_ASSIGN(os::ReadOnlyDatabase database, os::ReadOnlyDatabase::open(path));
  TRY_ASSIGN(RunsById runs, active_runs(database));
  TRY(read_pairs_of(database, "params", add_mlflow_param, runs));
  TRY(read_pairs_of(database, "tags", add_mlflow_tag, runs));
  TRY(read_metrics_of(database, runs));
  return runs;
}

/// The database is read anew whenever it has changed.
class DatabaseLog : public LogReader {
 public:
  DatabaseLog(os::FileSystem& files, std::string path) : files_(files), path_(std::move(path)) {}

  Result<> poll() override {
    std::string state;
    for (const char* end : {"", "-wal"}) {
      TRY_ASSIGN(const auto status, files_.status(path_ + end, os::Follow::yes));
      if (!status) continue;
      state += std::to_string(status->size) + " " + std::to_string(status->modified_ns) + " ";
    }
    if (state == state_) return {};
    auto read = read_database(path_);
    if (!read) {
      // Another program is writing: the next call may find it at rest.
      if (read.error().kind == ErrorKind::timeout && !state_.empty()) return {};
      return tl::unexpected<Error>(read.error());
    }
    std::vector<std::pair<MlflowRun, FoundRun>> all;
    for (auto& [id, run] : *read) all.push_back(std::move(run));
    runs_ = named_mlflow_runs(std::move(all), true);
    state_ = state;
    return {};
  }
  const std::vector<FoundRun>& runs() const override { return runs_; }

 private:
  os::FileSystem& files_;
  std::string path_;
  std::string state_;
  std::vector<FoundRun> runs_;
};

Result<Recognition> recognise_database(os::FileSystem& files, const std::string& path) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (!status || status->kind != os::FileKind::regular) return Recognition{};
  constexpr std::string_view magic("SQLite format 3\0", 16);
  TRY_ASSIGN(const std::string beginning, beginning_of(files, path, magic.size()));
  if (beginning != magic) return Recognition{};
  auto database = os::ReadOnlyDatabase::open(path);
  if (!database) return Recognition{};
  std::size_t tables = 0;
  const auto asked = database->query(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND "
      "name IN ('experiments', 'runs', 'metrics', 'params', 'tags')",
      [&](const Row&) {
        ++tables;
        return true;
      });
  if (!asked || tables != 5) return Recognition{};
  return Recognition{Certainty::certain, "a SQLite database with the tables of MLflow"};
}

Result<std::unique_ptr<LogReader>> open_database(os::FileSystem& files, const std::string& path) {
  return std::unique_ptr<LogReader>(std::make_unique<DatabaseLog>(files, path));
}

}  // namespace

const LogKind mlflow_sqlite{
    .name = "mlflow-sqlite",
    .doc = "A SQLite store of MLflow, such as mlflow.db.",
    .recognise = recognise_database,
    .open = open_database,
};

}  // namespace recipe::dynamics::logs
