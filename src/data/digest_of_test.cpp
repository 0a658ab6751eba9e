#include "data/digest_of.h"

#include <gtest/gtest.h>

#include "data/walk.h"
#include "fakes/memory_world.h"
#include "fakes/temporary_folder.h"
#include "os/sqlite_cache.h"

namespace recipe::data {
namespace {

constexpr const char* listing =
    "cd tree && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum";

/// On the real disk, as coreutils read nothing else.
class AgainstCoreutils : public testing::Test {
 protected:
  fakes::TemporaryFolder folder;
  os::World& world = os::real_world();

  std::string ours(const std::string& name) {
    const auto content = digest_of(world, folder / name);
    return content ? content->digest.hex() + "  -\n" : content.error().to_string();
  }
};

TEST_F(AgainstCoreutils, AFile) {
  folder.put("file", std::string((1 << 20) + 1, 'x'));
  folder.put("empty", "");
  folder.put("large", std::string((20 << 20) + 7, 'x'));
  EXPECT_EQ(ours("file"), folder.shell("sha256sum < file"));
  EXPECT_EQ(ours("empty"), folder.shell("sha256sum < empty"));
  EXPECT_EQ(ours("large"), folder.shell("sha256sum < large"));
}

TEST_F(AgainstCoreutils, AFolderWithEveryKindOfName) {
  for (const char* name : {"a",
                           "a b",
                           " ",
                           "new\nline",
                           "back\\slash",
                           "carriage\rreturn",
                           "\\n",
                           "not utf-8 \xff\xfe",
                           "\u00e4",
                           "-n",
                           "*",
                           "'",
                           "\"",
                           "$HOME",
                           ".hidden",
                           "sub/a",
                           "sub.x/a",
                           "sub-x/a",
                           "sub/deep/er\n/\\file",
                           "B"}) {
    folder.put(std::string("tree/") + name, name);
  }
  EXPECT_EQ(ours("tree"), folder.shell(listing));
}

TEST_F(AgainstCoreutils, ManyFilesByManyThreads) {
  for (int i = 0; i < 300; ++i) {
    folder.put("tree/" + std::to_string(i), std::string(static_cast<std::size_t>(i) * 100, 'x'));
  }
  EXPECT_EQ(ours("tree"), folder.shell(listing));
}

TEST_F(AgainstCoreutils, RememberedOrNot) {
  for (int i = 0; i < 200; ++i)
    folder.put("tree/" + std::to_string(i % 7) + "/" + std::to_string(i), "x");
  folder.put("large", std::string(std::size_t{1} << 20, 'y'));
  os::RealFiles files;
  os::SqliteCache cache(files, folder / "cache.sqlite");
  fakes::HandClock later;
  later.tick(std::chrono::hours(24 * 365 * 20));
  os::World remembering{files, world.processes, later, world.environment, world.http, &cache};
  for (const char* bytes : {"x", "y", "zz"}) {
    folder.put("tree/3/10", bytes);
    for (int i = 0; i < 2; ++i) {
      EXPECT_EQ(digest_of(remembering, folder / "tree").value().digest.hex() + "  -\n",
                folder.shell(listing));
      EXPECT_EQ(digest_of(remembering, folder / "large").value().digest.hex() + "  -\n",
                folder.shell("sha256sum < large"));
    }
  }
  EXPECT_EQ(cache.trouble(), std::nullopt);
  EXPECT_EQ(cache.load(folder / "tree", os::Cache::Reach::below).size(), 7U);
}

TEST_F(AgainstCoreutils, LinksAndEmptyFoldersDoNotCount) {
  folder.put("tree/file", "x");
  folder.put("outside/file", "y");
  const std::string alone = ours("tree");
  folder.shell(
      "mkdir tree/empty; mkfifo tree/pipe; ln -s file tree/link; ln -s ../outside tree/dir");
  EXPECT_EQ(ours("tree"), alone);
  EXPECT_EQ(alone, folder.shell(listing));
  const Content content = digest_of(world, folder / "tree").value();
  EXPECT_EQ(content.skipped, (std::vector<std::string>{"./dir", "./empty", "./link", "./pipe"}));
  folder.shell("ln -s tree through");
  EXPECT_EQ(ours("through"), alone) << "a link given by the user is followed";
}

class InMemory : public testing::Test {
 protected:
  fakes::MemoryWorld memory;

  std::string error_of(const std::string& path) {
    const auto content = digest_of(memory.world, path);
    return content ? "none" : content.error().message;
  }
};

TEST_F(InMemory, TellsWhatAFolderIsMadeOf) {
  memory.files.put("d/b", "22");
  memory.files.put("d/a/c", "1");
  const Content content = digest_of(memory.world, "d").value();
  EXPECT_TRUE(content.directory);
  EXPECT_EQ(content.bytes, 3U);
  ASSERT_EQ(content.files.size(), 2U);
  EXPECT_EQ(content.files[0].path, "./a/c");
  EXPECT_EQ(content.files[0].digest, digest_of_bytes("1"));
  EXPECT_EQ(content.files[1].size, 2U);
  const Content file = digest_of(memory.world, "d/b").value();
  EXPECT_FALSE(file.directory);
  EXPECT_EQ(file.digest, digest_of_bytes("22"));
  EXPECT_EQ(file.files.at(0).path, "./b");
}

TEST_F(InMemory, DigestOfKnownBytes) {
  EXPECT_EQ(digest_of_bytes("abc").to_string(),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(InMemory, NoDigestWithoutFiles) {
  ASSERT_TRUE(memory.files.make_directory("d/empty"));
  EXPECT_EQ(error_of("d"), "d holds no regular file, so it has no digest");
  EXPECT_EQ(error_of("absent"), "there is no absent");
}

TEST_F(InMemory, StopsWhenTheUserAsks) {
  memory.files.put("d/a", "1");
  memory.environment.stop = true;
  EXPECT_EQ(digest_of(memory.world, "d").error().kind, ErrorKind::interrupted);
}

TEST_F(InMemory, EveryFailingCallIsAnErrorAndNeverAnotherDigest) {
  for (const char* name : {"d/a", "d/sub/b", "d/sub/c", "d/sub/deep/d"})
    memory.files.put(name, name);
  const std::string whole = digest_of(memory.world, "d").value().digest.hex();
  int failures = 0;
  for (int n = 1;; ++n) {
    fakes::FlakyFiles flaky(memory.files, n);
    os::World world = memory.with(flaky);
    const auto content = digest_of(world, "d");
    if (flaky.calls() < n) {
      EXPECT_EQ(content.value().digest.hex(), whole);
      break;
    }
    ++failures;
    ASSERT_FALSE(content) << "call " << n;
    EXPECT_EQ(content.error().kind, ErrorKind::io);
  }
  EXPECT_GE(failures, 8) << "a look, three folders, four files";
}

TEST_F(InMemory, ReadingAheadFailsAsReadingDoes) {
  memory.files.put("large", std::string((20 << 20) + 7, 'x'));
  const std::string whole = digest_of(memory.world, "large").value().digest.hex();
  for (int n = 1;; ++n) {
    fakes::FlakyFiles flaky(memory.files, n);
    os::World world = memory.with(flaky);
    const auto content = digest_of(world, "large");
    if (flaky.calls() < n) {
      EXPECT_EQ(content.value().digest.hex(), whole);
      EXPECT_GE(n, 14) << "a look, opening, eleven blocks, the end, a second look";
      break;
    }
    EXPECT_FALSE(content) << "call " << n;
  }
}

TEST_F(InMemory, AStampSeesEveryTouch) {
  memory.files.put("d/a b", "1");
  memory.files.put("d/c", "1");
  const Stamp before = stamp_of(memory.world, "d").value();
  EXPECT_EQ(before, stamp_of(memory.world, "d").value());
  EXPECT_EQ(first_difference(before, before), "");

  memory.files.put("d/a b", "1");
  const Stamp touched = stamp_of(memory.world, "d").value();
  EXPECT_NE(before, touched);
  EXPECT_EQ(first_difference(before, touched), "./a b");

  memory.files.put("d/b", "new");
  EXPECT_EQ(first_difference(touched, stamp_of(memory.world, "d").value()), "./b");
  ASSERT_TRUE(memory.files.remove("d/b"));
  ASSERT_TRUE(memory.files.remove("d/c"));
  EXPECT_EQ(first_difference(touched, stamp_of(memory.world, "d").value()), "./c");
  EXPECT_EQ(first_difference({}, touched), "./a b");
  EXPECT_FALSE(stamp_of(memory.world, "absent"));
}

TEST_F(InMemory, AStampFailsWhereItsFilesCannotBeSeen) {
  memory.files.put("d/a", "1");
  memory.files.put("d/sub/b", "1");
  for (int n = 1; n <= 5; ++n) {
    fakes::FlakyFiles flaky(memory.files, n);
    os::World world = memory.with(flaky);
    EXPECT_FALSE(stamp_of(world, "d")) << "call " << n;
  }
}

}  // namespace
}  // namespace recipe::data
