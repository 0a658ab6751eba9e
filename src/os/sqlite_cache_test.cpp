#include "os/sqlite_cache.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "fakes/fixed_environment.h"
#include "fakes/temporary_folder.h"
#include "os/journal_mode.h"

namespace recipe::os {
namespace {

using Reach = Cache::Reach;
using Values = std::map<std::string, std::string>;

class InSqlite : public testing::Test {
 protected:
  fakes::TemporaryFolder folder;
  RealFiles files;
  std::string path = folder / "cache/digests.sqlite";

  Values load(const std::string& name, Reach reach = Reach::below) {
    SqliteCache cache(files, path);
    Values values;
    for (const Cache::Row& row : cache.load(name, reach)) values[row.folder] = row.value;
    trouble = cache.trouble().value_or("");
    return values;
  }
  void save(const std::vector<Cache::Row>& rows, const std::vector<std::string>& gone = {}) {
    SqliteCache cache(files, path);
    cache.save(rows, gone);
    trouble = cache.trouble().value_or("");
  }
  void sql(const char* text) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, text, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
  }
  std::string trouble;
  const std::string lost = "; nothing is lost, but files are read each time";
};

TEST_F(InSqlite, KeepsBytesByFolder) {
  const std::string bytes("\0\xff'", 3);
  save({{"/a", bytes}, {"/a/b", "2"}, {"/a-", "3"}, {"/a0", "4"}, {"/a/\xff", "5"}, {"/", "6"}});
  EXPECT_EQ(trouble, "");
  EXPECT_EQ(load("/a"), (Values{{"/a", bytes}, {"/a/b", "2"}, {"/a/\xff", "5"}}));
  EXPECT_EQ(load("/a", Reach::folder), (Values{{"/a", bytes}}));
  EXPECT_EQ(load("/").size(), 6U);
  save({{"/a/b", "new"}}, {"/a", "/absent"});
  EXPECT_EQ(load("/a"), (Values{{"/a/b", "new"}, {"/a/\xff", "5"}}));
  EXPECT_EQ(trouble, "");
}

TEST_F(InSqlite, WhatIsNoDatabaseIsLeftAlone) {
  const std::string text =
      "this is no database, but long enough to be taken for one" + std::string(200, '.');
  folder.put("cache/digests.sqlite", text);
  EXPECT_TRUE(load("/a").empty());
  EXPECT_EQ(trouble, "the digest cache " + path + " is not used: file is not a database" + lost);
  save({{"/a", "1"}});
  EXPECT_EQ(folder.at("cache/digests.sqlite"), text);
}

TEST_F(InSqlite, ADamagedDatabaseIsNotUsed) {
  std::vector<Cache::Row> rows;
  for (int i = 0; i < 100; ++i) rows.push_back({"/" + std::to_string(i), std::string(5000, 'x')});
  save(rows);
  std::string bytes = folder.at("cache/digests.sqlite");
  for (std::size_t i = 100; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7);
  folder.put("cache/digests.sqlite", bytes);
  EXPECT_TRUE(load("/").empty());
  EXPECT_NE(trouble, "");
  folder.put("cache/digests.sqlite", bytes.substr(0, 50));
  EXPECT_TRUE(load("/").empty());
}

TEST_F(InSqlite, ANewerOneIsNotUsed) {
  save({{"/a", "1"}});
  sql("PRAGMA user_version = 2");
  EXPECT_TRUE(load("/a").empty());
  EXPECT_EQ(trouble, "the digest cache " + path +
                         " is not used: a newer recipe has written it; remove it to begin anew" +
                         lost);
  save({{"/a", "2"}});
  sql("PRAGMA user_version = 1");
  EXPECT_EQ(load("/a"), (Values{{"/a", "1"}}));
}

TEST_F(InSqlite, AForeignDatabaseIsNotUsed) {
  folder.put("cache/x", "");
  sql("CREATE TABLE folders (other); PRAGMA user_version = 1");
  EXPECT_TRUE(load("/a").empty());
  EXPECT_EQ(trouble, "the digest cache " + path + " is not used: no such column: folder" + lost);
}

TEST_F(InSqlite, WithoutAPlaceNothingIsKept) {
  folder.put("file", "");
  for (const std::string& place :
       {folder / "file/x/digests.sqlite", std::string("/proc/x/y.sqlite")}) {
    path = place;
    EXPECT_TRUE(load("/a").empty());
    EXPECT_NE(trouble, "") << place;
  }
  path = folder.path();
  save({{"/a", "1"}});
  EXPECT_EQ(trouble, "the digest cache " + path +
                         " is not used: unable to open database file (Is a directory)" + lost);
}

TEST_F(InSqlite, AReadOnlyOneIsNotUsed) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write anything";
  save({{"/a", "1"}});
  ASSERT_TRUE(files.make_read_only(folder / "cache"));
  save({{"/a", "2"}});
  EXPECT_NE(trouble, "");
  ASSERT_TRUE(files.make_writable(folder / "cache"));
  EXPECT_EQ(load("/a"), (Values{{"/a", "1"}}));
}

TEST_F(InSqlite, ALockedOneIsNotWaitedForForever) {
  save({{"/a", "1"}});
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(load("/a"), (Values{{"/a", "1"}})) << "a writer does not keep readers out";
  save({{"/a", "2"}});
  EXPECT_EQ(trouble, "the digest cache " + path + " is not used: database is locked" + lost);
  sqlite3_close(other);
  EXPECT_EQ(load("/a"), (Values{{"/a", "1"}}));
}

TEST_F(InSqlite, BeginsAnewWhereItHasGrownTooLarge) {
  SqliteCache cache(files, path);
  cache.save({{"/a", std::string(100000, 'x')}, {"/b", "1"}}, {});
  cache.most_bytes = 50000;
  cache.save({{"/c", "2"}}, {});
  EXPECT_EQ(cache.trouble(), std::nullopt);
  EXPECT_EQ(load("/"), (Values{{"/c", "2"}}));
}

TEST_F(InSqlite, TwoProcessesMayWriteAtOnce) {
  constexpr int rounds = 30;
  std::vector<pid_t> children;
  for (const std::string own : {"/a", "/b"}) {
    const pid_t child = fork();
    if (child == 0) {
      RealFiles mine;
      for (int i = 0; i < rounds; ++i) {
        SqliteCache cache(mine, path);
        cache.save({{own + "/" + std::to_string(i), own}, {"/both", own + std::to_string(i)}}, {});
        if (cache.trouble()) _exit(1);
      }
      _exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(load("/").size(), 2U * rounds + 1);
}

TEST_F(InSqlite, WorksWithoutSharedMemory) {
  save({{"/a", "1"}});
  SqliteCache cache(files, path);
  cache.journal = "DELETE";
  EXPECT_EQ(cache.load("/a", Reach::folder).at(0).value, "1") << "written in the other mode";
  cache.save({{"/b", "2"}}, {});
  EXPECT_EQ(cache.trouble(), std::nullopt);
  EXPECT_EQ(folder.shell("ls cache"), "digests.sqlite\n") << "neither a log nor shared memory";
}

TEST(JournalMode, NeedsNoSharedMemoryOnFileSystemsOfOthers) {
  constexpr long nfs = 0x6969;
  constexpr long cifs = 0xff534d42;
  constexpr long fuse = 0x65735546;
  constexpr long ext4 = 0xef53;
  for (const long file_system : {nfs, cifs, fuse, 0L}) {
    EXPECT_STREQ(journal_mode_on(file_system), "DELETE") << file_system;
  }
  EXPECT_STREQ(journal_mode_on(ext4), "WAL");
  EXPECT_EQ(file_system_of("/proc"), 0x9fa0);
  EXPECT_EQ(file_system_of("/proc/no/such"), 0);
}

TEST(CachePath, FollowsTheEnvironment) {
  const auto path = [](std::map<std::string, std::string> values) {
    fakes::FixedEnvironment environment(std::move(values));
    return cache_path(environment);
  };
  EXPECT_EQ(path({{"XDG_CACHE_HOME", "/c"}, {"HOME", "/h"}}), "/c/recipe/digests.sqlite");
  EXPECT_EQ(path({{"XDG_CACHE_HOME", "relative"}, {"HOME", "/h"}}),
            "/h/.cache/recipe/digests.sqlite");
  EXPECT_EQ(path({{"HOME", "/h"}}), "/h/.cache/recipe/digests.sqlite");
  EXPECT_EQ(path({}), "");
}

}  // namespace
}  // namespace recipe::os
