#include "os/read_only_database.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "fakes/temporary_folder.h"

namespace recipe::os {
namespace {

void execute_at(const std::string& path, const char* sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
}

std::string all_of(const std::string& path, const std::string& sql) {
  auto database = ReadOnlyDatabase::open(path);
  if (!database) return database.error().to_string();
  std::string text;
  const auto done = database->query(sql, [&](const ReadOnlyDatabase::Row& row) {
    text += row.is_null(0) ? "null;" : row.text(0) + ";";
    return true;
  });
  return done ? text : done.error().to_string();
}

TEST(ReadOnlyDatabase, ReadsRowsAndWritesNothing) {
  fakes::TemporaryFolder folder;
  const std::string path = folder / "odd ?#% name.db";
  execute_at(path, "CREATE TABLE t (a); INSERT INTO t VALUES (1), (NULL), ('x')");
  EXPECT_EQ(all_of(path, "SELECT a FROM t"), "1;null;x;");
  EXPECT_NE(all_of(path, "INSERT INTO t VALUES (2)").find("readonly"), std::string::npos);
  EXPECT_EQ(all_of(path, "SELECT count(*) FROM t"), "3;");
}

TEST(ReadOnlyDatabase, ReadsAWriteAheadLog) {
  fakes::TemporaryFolder folder;
  const std::string path = folder / "wal.db";
  execute_at(path, "PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (7)");
  EXPECT_EQ(all_of(path, "SELECT a FROM t"), "7;");
}

TEST(ReadOnlyDatabase, AViewDoesNotAct) {
  fakes::TemporaryFolder folder;
  const std::string path = folder / "view.db";
  execute_at(path, "CREATE TABLE t (a); CREATE VIEW v AS SELECT 1 AS a");
  EXPECT_NE(all_of(path, "SELECT a FROM v").find("cannot read"), std::string::npos);
}

TEST(ReadOnlyDatabase, SaysWhatIsNoDatabase) {
  fakes::TemporaryFolder folder;
  folder.put("text", std::string(5000, 'x'));
  EXPECT_NE(all_of(folder / "text", "SELECT 1").find("cannot read"), std::string::npos);
  EXPECT_NE(all_of(folder / "absent", "SELECT 1").find("cannot read"), std::string::npos);
}

}  // namespace
}  // namespace recipe::os
