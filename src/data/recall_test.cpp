#include "data/recall.h"

#include <gtest/gtest.h>

#include "data/digest_of.h"
#include "fakes/memory_cache.h"
#include "fakes/memory_world.h"
#include "fakes/temporary_folder.h"

namespace recipe::data {
namespace {

/// Hands all on to other files, but one file seems changed in one way, and opens are counted.
class OddFiles : public fakes::FlakyFiles {
 public:
  explicit OddFiles(os::FileSystem& files) : FlakyFiles(files) {}

  std::string odd;  ///< how its path ends
  std::function<void(os::FileStatus&)> change = [](os::FileStatus&) {};
  std::function<void()> on_open = [] {};
  std::atomic<int> opened{0};

  Result<std::optional<os::FileStatus>> status(const std::string& path,
                                               os::Follow follow) override {
    TRY_ASSIGN(auto status, FlakyFiles::status(path, follow));
    if (status && !odd.empty() && path.ends_with(odd)) change(*status);
    return status;
  }
  Result<std::unique_ptr<os::FileReader>> open(const std::string& path) override {
    ++opened;
    if (!odd.empty() && path.ends_with(odd)) on_open();
    return FlakyFiles::open(path);
  }
};

class Remembering : public testing::Test {
 protected:
  static constexpr int file_count = 100;

  fakes::MemoryWorld memory;
  fakes::MemoryCache cache;
  OddFiles files{memory.files};
  os::World world = memory.with(files);

  void SetUp() override {
    for (int i = 0; i < file_count; ++i) {
      memory.files.put("d/" + std::to_string(i % 3) + "/" + std::to_string(i),
                       std::string(static_cast<std::size_t>(i) + 1, 'x'));
    }
    world.cache = &cache;
  }

  std::string digest() {
    const auto content = digest_of(world, "d");
    return content ? content->digest.hex() : content.error().message;
  }
  std::string digest_without_cache() { return digest_of(memory.world, "d").value().digest.hex(); }
  /// Files that a digest reads now; it is always the right one.
  int read_now() {
    files.opened = 0;
    EXPECT_EQ(digest(), digest_without_cache());
    return files.opened;
  }
};

TEST_F(Remembering, NothingIsReadTwice) {
  EXPECT_EQ(read_now(), file_count);
  EXPECT_EQ(cache.rows.size(), 3U);
  EXPECT_EQ(read_now(), 0);
  EXPECT_EQ(cache.saves, 1) << "nothing new, nothing written";
}

TEST_F(Remembering, WhatChangedIsReadAgain) {
  EXPECT_EQ(read_now(), file_count);
  memory.files.put("d/0/99", "other bytes");
  EXPECT_EQ(read_now(), 1);
  memory.files.put("d/0/new", "1");
  EXPECT_EQ(read_now(), 1);
  ASSERT_TRUE(memory.files.remove("d/1"));
  EXPECT_EQ(read_now(), 0);
  EXPECT_EQ(cache.rows.size(), 2U) << "a folder that is gone is forgotten";
  EXPECT_EQ(read_now(), 0);
}

TEST_F(Remembering, EveryPartOfTheKeyCounts) {
  const std::vector<std::function<void(os::FileStatus&)>> changes = {
      [](auto& status) { ++status.modified_ns; }, [](auto& status) { ++status.changed_ns; },
      [](auto& status) { ++status.inode; }, [](auto& status) { ++status.size; }};
  EXPECT_EQ(read_now(), file_count);
  files.odd = "/0/3";
  for (const auto& change : changes) {
    files.change = change;
    files.opened = 0;
    const auto content = digest_of(world, "d");
    EXPECT_EQ(files.opened, 1) << "it is read";
    ASSERT_FALSE(content) << "and found to be another than the one looked at";
    EXPECT_EQ(content.error().message,
              "d/0/3 changed while it was read; try again when nothing writes to it");
  }
  files.change = [](os::FileStatus&) {};
  EXPECT_EQ(read_now(), 0);
  ASSERT_TRUE(memory.files.rename("d", "e"));
  ASSERT_TRUE(memory.files.copy("e", "d"));
  EXPECT_EQ(read_now(), file_count) << "the same names, other files";
}

TEST_F(Remembering, AFileThatChangesWhileItIsReadIsAnError) {
  files.odd = "/0/3";
  files.on_open = [&] { memory.files.put("d/0/3", "zzzz"); };
  EXPECT_EQ(digest(), "d/0/3 changed while it was read; try again when nothing writes to it");
  EXPECT_TRUE(cache.rows.empty());
}

TEST_F(Remembering, WhatChangedJustNowIsNotRemembered) {
  // The files' stamps are nanoseconds after 1970.
  const auto to_1970 = -memory.clock.now().time_since_epoch();
  memory.clock.tick(to_1970);
  EXPECT_EQ(read_now(), file_count) << "stamps from the future";
  memory.clock.tick(std::chrono::seconds(2));
  EXPECT_EQ(read_now(), file_count) << "too near";
  EXPECT_TRUE(cache.rows.empty());
  memory.clock.tick(std::chrono::milliseconds(1));
  EXPECT_EQ(read_now(), file_count);
  EXPECT_EQ(read_now(), 0);
}

TEST_F(Remembering, NothingIsRememberedWhereTheClockJumps) {
  struct Jumping : fakes::HandClock {
    int calls = 0;
    std::chrono::system_clock::time_point now() override {
      return HandClock::now() + std::chrono::hours(calls++);
    }
  } clock;
  os::World jumping{files, memory.processes, clock, memory.environment, memory.http, &cache};
  ASSERT_TRUE(digest_of(jumping, "d"));
  EXPECT_TRUE(cache.rows.empty());
}

TEST_F(Remembering, DamagedOrForeignRowsAreNone) {
  EXPECT_EQ(read_now(), file_count);
  const auto rows = cache.rows;
  for (const std::size_t at : {0U, 31U, 32U, 33U, 37U, 60U, 80U}) {
    cache.rows = rows;
    cache.rows["/desk/d/0"][at] ^= 1;
    EXPECT_EQ(read_now(), 34) << "byte " << at;
  }
  cache.rows = rows;
  std::swap(cache.rows["/desk/d/1"], cache.rows["/desk/d/2"]);
  EXPECT_EQ(read_now(), 66) << "rows of other folders";
  EXPECT_EQ(read_now(), 0) << "mended";
  for (std::size_t size = 0; size < rows.at("/desk/d/0").size(); size += 7) {
    EXPECT_FALSE(files_of_row("/desk/d/0", rows.at("/desk/d/0").substr(0, size)));
  }
}

TEST_F(Remembering, ABrokenCacheOnlyCostsTime) {
  cache.broken = "no space left";
  EXPECT_EQ(read_now(), file_count);
  EXPECT_EQ(read_now(), file_count);
}

TEST_F(Remembering, ALargeFileAndItsNeighbours) {
  const std::string large(std::size_t{1} << 20, 'x');
  memory.files.put("e/a", large);
  memory.files.put("e/b", large);
  const auto read = [&](const std::string& path) {
    files.opened = 0;
    EXPECT_EQ(digest_of(world, path).value().digest, digest_of(memory.world, path).value().digest);
    return files.opened.load();
  };
  EXPECT_EQ(read("e/a"), 1);
  EXPECT_EQ(read("e/b"), 1);
  EXPECT_EQ(read("e/a"), 0);
  EXPECT_EQ(read("e"), 0) << "both are known";
  memory.files.put("e/a", large);
  EXPECT_EQ(read("e/a"), 1);
  EXPECT_EQ(read("e/b"), 0) << "still known";
  memory.files.put("e/small", "x");
  EXPECT_EQ(read("e/small"), 1);
  EXPECT_EQ(read("e/small"), 1) << "sooner read than looked up";
}

TEST_F(Remembering, EveryFailingCallIsAnErrorOrTheRightDigest) {
  const std::string whole = digest_without_cache();
  for (const bool known : {false, true}) {
    if (known) {
      ASSERT_EQ(digest(), whole);
    }
    int n = 1;
    for (;; ++n) {
      if (!known) cache.rows.clear();
      fakes::FlakyFiles flaky(memory.files, n);
      os::World failing = memory.with(flaky);
      failing.cache = &cache;
      const auto content = digest_of(failing, "d");
      if (content) {
        EXPECT_EQ(content->digest.hex(), whole) << "call " << n;
      }
      if (flaky.calls() < n) break;
      ASSERT_FALSE(content) << "call " << n;
      EXPECT_EQ(content.error().kind, ErrorKind::io);
    }
    EXPECT_GE(n, known ? 100 : 400)
        << "a look at each file; its opening, reading and a second look";
    EXPECT_EQ(read_now(), 0);
  }
}

}  // namespace
}  // namespace recipe::data
