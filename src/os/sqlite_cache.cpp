#include "os/sqlite_cache.h"

#include <sqlite3.h>

#include <cstring>

#include "os/journal_mode.h"

namespace recipe::os {
namespace {

constexpr std::int64_t schema_version = 1;
constexpr int busy_milliseconds = 2000;

struct Finish {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finish>;

Statement prepared(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
  return Statement(statement);
}

/// Paths are bytes, so they are kept as blobs, which compare by bytes. The text must outlive it.
bool bind(const Statement& statement, int index, const std::string& bytes) {
  return statement && sqlite3_bind_blob64(statement.get(), index, bytes.data(), bytes.size(),
                                          SQLITE_STATIC) == SQLITE_OK;
}

std::string bytes_of(const Statement& statement, int column) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement.get(), column));
  const int size = sqlite3_column_bytes(statement.get(), column);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

std::string last_error(sqlite3* database) {
  std::string text = sqlite3_errmsg(database);
  const int code = sqlite3_errcode(database);
  const int system = sqlite3_system_errno(database);
  if (system != 0 && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)) {
    text += std::string(" (") + std::strerror(system) + ")";
  }
  return text;
}

}  // namespace

void SqliteCache::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

bool SqliteCache::note(const std::string& reason) {
  trouble_ = "the digest cache " + path_ + " is not used: " + reason +
             "; nothing is lost, but files are read each time";
  database_.reset();
  return false;
}

bool SqliteCache::execute(const char* sql) {
  return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

/// The first number that a query gives; -1 if it fails.
std::int64_t SqliteCache::number(const char* sql) {
  const Statement statement = prepared(database_.get(), sql);
  if (!statement || sqlite3_step(statement.get()) != SQLITE_ROW) return -1;
  return sqlite3_column_int64(statement.get(), 0);
}

bool SqliteCache::prepare_database() {
  std::int64_t version = number("PRAGMA user_version");
  if (version == 0) {
    const bool made = execute("BEGIN IMMEDIATE") &&
                      execute(
                          "CREATE TABLE IF NOT EXISTS folders "
                          "(folder BLOB NOT NULL UNIQUE, value BLOB NOT NULL)") &&
                      execute("PRAGMA user_version = 1") && execute("COMMIT");
    if (!made) return false;
    version = number("PRAGMA user_version");
  }
  if (version > schema_version)
    return note("a newer recipe has written it; remove it to begin anew");
  return version == schema_version;
}

bool SqliteCache::open() {
  if (trouble_) return false;
  if (database_) return true;
  if (auto made = files_.make_directory(parent_path(path_)); !made) {
    return note(made.error().to_string());
  }
  sqlite3* database = nullptr;
  const int opened = sqlite3_open_v2(path_.c_str(), &database,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  database_.reset(database);
  if (opened == SQLITE_OK && sqlite3_busy_timeout(database, busy_milliseconds) == SQLITE_OK) {
    const char* mode = journal.empty() ? journal_mode_on(file_system_of(path_)) : journal.c_str();
    // Another process that opens it right now may keep it from changing; either mode does.
    static_cast<void>(execute((std::string("PRAGMA journal_mode = ") + mode).c_str()));
    if (execute("PRAGMA synchronous = NORMAL") && prepare_database()) return true;
  }
  if (trouble_) return false;
  return note(database == nullptr ? "no memory" : last_error(database));
}

std::optional<std::string> SqliteCache::trouble() const {
  const std::lock_guard<std::mutex> alone(mutex_);
  return trouble_;
}

std::vector<Cache::Row> SqliteCache::load(const std::string& folder, Reach reach) {
  const std::lock_guard<std::mutex> alone(mutex_);
  std::vector<Row> rows;
  if (!open()) return rows;
  // What is below begins with the folder and a slash; '0' is the character after it.
  const std::string stem = folder == "/" ? "" : folder;
  const std::string first = stem + "/";
  const std::string last = stem + "0";
  const bool below = reach == Reach::below;
  const Statement statement =
      prepared(database_.get(), below ? "SELECT folder, value FROM folders WHERE folder = ?1 "
                                        "UNION ALL SELECT folder, value FROM folders "
                                        "WHERE folder > ?2 AND folder < ?3"
                                      : "SELECT folder, value FROM folders WHERE folder = ?1");
  bool fine = bind(statement, 1, folder) &&
              (!below || (bind(statement, 2, first) && bind(statement, 3, last)));
  int step = SQLITE_ERROR;
  while (fine && (step = sqlite3_step(statement.get())) == SQLITE_ROW) {
    rows.push_back({bytes_of(statement, 0), bytes_of(statement, 1)});
  }
  if (fine && step == SQLITE_DONE) return rows;
  note(last_error(database_.get()));
  return {};
}

bool SqliteCache::insert(const std::vector<Row>& rows) {
  const Statement statement =
      prepared(database_.get(), "INSERT OR REPLACE INTO folders (folder, value) VALUES (?1, ?2)");
  for (const Row& row : rows) {
    if (!bind(statement, 1, row.folder) || !bind(statement, 2, row.value)) return false;
    if (sqlite3_step(statement.get()) != SQLITE_DONE) return false;
    sqlite3_reset(statement.get());
  }
  return true;
}

bool SqliteCache::remove(const std::vector<std::string>& folders) {
  const Statement statement = prepared(database_.get(), "DELETE FROM folders WHERE folder = ?1");
  for (const std::string& folder : folders) {
    if (!bind(statement, 1, folder) || sqlite3_step(statement.get()) != SQLITE_DONE) return false;
    sqlite3_reset(statement.get());
  }
  return true;
}

void SqliteCache::save(const std::vector<Row>& rows, const std::vector<std::string>& gone) {
  const std::lock_guard<std::mutex> alone(mutex_);
  if ((rows.empty() && gone.empty()) || !open()) return;
  const std::int64_t pages = number("PRAGMA page_count") - number("PRAGMA freelist_count");
  const std::int64_t bytes = pages * number("PRAGMA page_size");
  const bool full = bytes > 0 && static_cast<std::uint64_t>(bytes) > most_bytes;
  const bool saved = execute("BEGIN IMMEDIATE") && (!full || execute("DELETE FROM folders")) &&
                     remove(gone) && insert(rows) && execute("COMMIT");
  // Closing the database undoes what was not committed.
  if (!saved) note(last_error(database_.get()));
}

std::string cache_path(Environment& environment) {
  const std::string name = "/recipe/digests.sqlite";
  const std::string own = environment.get("XDG_CACHE_HOME").value_or("");
  if (!own.empty() && own.front() == '/') return own + name;
  const std::string home = environment.get("HOME").value_or("");
  return home.empty() || home.front() != '/' ? "" : home + "/.cache" + name;
}

}  // namespace recipe::os
