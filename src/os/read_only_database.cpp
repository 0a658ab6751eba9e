#include "os/read_only_database.h"

#include <sqlite3.h>

#include <string_view>

namespace recipe::os {
namespace {

constexpr int lock_milliseconds = 1000;
constexpr int longest_value = 16 << 20;
constexpr int steps_between_looks = 1'000'000;
constexpr int most_looks = 4000;

/// Characters with a meaning in SQLite's URIs are escaped.
std::string uri_of(const std::string& path, const char* mode) {
  std::string uri = "file:";
  for (const char c : path) {
    switch (c) {
      case '%':
        uri += "%25";
        break;
      case '?':
        uri += "%3f";
        break;
      case '#':
        uri += "%23";
        break;
      default:
        uri += c;
    }
  }
  return uri + "?" + mode;
}

int too_many_steps(void* looks) { return ++*static_cast<int*>(looks) > most_looks ? 1 : 0; }

struct FinishQuery {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

}  // namespace

void ReadOnlyDatabase::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

bool ReadOnlyDatabase::Row::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string ReadOnlyDatabase::Row::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_, column);
  if (bytes == nullptr) return "";
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

double ReadOnlyDatabase::Row::number(int column) const {
  return sqlite3_column_double(statement_, column);
}

ReadOnlyDatabase::Handle ReadOnlyDatabase::opened(const std::string& path, const char* mode) {
  sqlite3* database = nullptr;
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  const int result = sqlite3_open_v2(uri_of(path, mode).c_str(), &database, flags, nullptr);
  Handle handle(database);
  if (result != SQLITE_OK) return nullptr;
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  for (const int off : {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
                        SQLITE_DBCONFIG_TRUSTED_SCHEMA}) {
    sqlite3_db_config(database, off, 0, nullptr);
  }
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, longest_value);
  sqlite3_busy_timeout(database, lock_milliseconds);
  // Reads the file's head, and its log where it has one.
  const int read = sqlite3_exec(database, "PRAGMA cell_size_check = ON; PRAGMA schema_version",
                                nullptr, nullptr, nullptr);
  return read == SQLITE_OK || read == SQLITE_BUSY ? std::move(handle) : nullptr;
}

Result<ReadOnlyDatabase> ReadOnlyDatabase::open(const std::string& path) {
  if (path.find('\0') != std::string::npos) return fail(ErrorKind::invalid, "no file name");
  Handle database = opened(path, "mode=ro");
  // A write-ahead log wants to be set up beside the file, which a read-only folder does not allow.
  if (!database) database = opened(path, "immutable=1");
  if (!database) return fail(ErrorKind::invalid, "cannot read " + path + " as a SQLite database");
  return ReadOnlyDatabase(std::move(database), path);
}

Result<> ReadOnlyDatabase::query(const std::string& sql,
                                 const std::function<bool(const Row&)>& take) {
  int looks = 0;
  sqlite3_progress_handler(database_.get(), steps_between_looks, too_many_steps, &looks);
  sqlite3_stmt* prepared = nullptr;
  int result = sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &prepared, nullptr);
  const std::unique_ptr<sqlite3_stmt, FinishQuery> statement(prepared);
  if (result == SQLITE_OK) {
    while ((result = sqlite3_step(statement.get())) == SQLITE_ROW) {
      if (!take(Row(statement.get()))) {
        result = SQLITE_DONE;
        break;
      }
    }
  }
  sqlite3_progress_handler(database_.get(), 0, nullptr, nullptr);
  if (result == SQLITE_DONE) return {};
  const bool waits = result == SQLITE_BUSY || result == SQLITE_LOCKED || result == SQLITE_INTERRUPT;
  return fail(waits ? ErrorKind::timeout : ErrorKind::invalid,
              "cannot read " + path_ + ": " + sqlite3_errmsg(database_.get()));
}

}  // namespace recipe::os
