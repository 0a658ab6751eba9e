// On the real disk, because permissions, links, renames and locks are what is tested.

#include "os/real_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "fakes/temporary_folder.h"

namespace recipe::os {
namespace {

/// Root may do anything; while this lives, a test started by root is nobody.
class WithoutRoot {
 public:
  WithoutRoot() : was_root_(::geteuid() == 0 && ::setresuid(65534, 65534, 0) == 0) {}
  WithoutRoot(const WithoutRoot&) = delete;
  WithoutRoot& operator=(const WithoutRoot&) = delete;
  ~WithoutRoot() {
    if (was_root_ && ::setresuid(0, 0, 0) != 0) std::abort();
  }

 private:
  bool was_root_;
};

class Files : public testing::Test {
 protected:
  WithoutRoot without_root_;
  fakes::TemporaryFolder folder;
  RealFiles files;

  std::uint32_t mode(const std::string& name) {
    return files.status(folder / name, Follow::no).value().value().mode;
  }
  std::vector<std::string> names(const std::string& name = ".") {
    std::vector<std::string> all;
    const auto entries = files.list(folder / name).value();
    for (const DirectoryEntry& entry : entries) all.push_back(entry.name);
    return all;
  }
};

TEST_F(Files, StatusTellsWhatIsThere) {
  folder.put("file", "12345");
  folder.shell("ln -s file link; ln -s nowhere dangling; mkfifo pipe");
  const FileStatus file = *files.status(folder / "file", Follow::no).value();
  EXPECT_EQ(file.kind, FileKind::regular);
  EXPECT_EQ(file.size, 5U);
  EXPECT_GT(file.modified_ns, 1'000'000'000'000'000'000);
  EXPECT_EQ(files.status(folder / "link", Follow::yes).value()->inode, file.inode);
  EXPECT_EQ(files.status(folder / "link", Follow::no).value()->kind, FileKind::link);
  EXPECT_EQ(files.status(folder / "pipe", Follow::no).value()->kind, FileKind::other);
  EXPECT_EQ(files.status(folder / ".", Follow::no).value()->kind, FileKind::directory);
  EXPECT_FALSE(files.status(folder / "absent", Follow::yes).value());
  EXPECT_FALSE(files.status(folder / "file/below", Follow::yes).value());
  EXPECT_FALSE(files.status(folder / "dangling", Follow::yes).value());
}

TEST_F(Files, ListsSortedByBytes) {
  for (const char* name : {"b", "a b", "B", "\xff", ".hidden", "new\nline"}) folder.put(name, "");
  EXPECT_EQ(names(), (std::vector<std::string>{".hidden", "B", "a b", "b", "new\nline", "\xff"}));
  EXPECT_EQ(files.list(folder / "absent").error().kind, ErrorKind::not_found);
  EXPECT_FALSE(files.list(folder / "b"));
}

TEST_F(Files, ReadsUpToALimit) {
  folder.put("file", "12345");
  EXPECT_EQ(files.read(folder / "file", 5).value(), "12345");
  const auto refused = files.read(folder / "file", 4);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_NE(refused.error().message.find(folder / "file"), std::string::npos);
  EXPECT_EQ(files.read(folder / "absent", 4).error().kind, ErrorKind::not_found);
  EXPECT_GT(files.read("/proc/self/status", 1 << 16).value().size(), 0U) << "no size beforehand";
  EXPECT_FALSE(files.read("/dev/zero", 1 << 20));
}

TEST_F(Files, AReaderGoesOnWhereAFileGrows) {
  folder.put("file", "ab");
  const auto reader = files.open(folder / "file").value();
  char buffer[8];
  EXPECT_EQ(reader->read(buffer, 8).value(), 2U);
  EXPECT_EQ(reader->read(buffer, 8).value(), 0U);
  ASSERT_TRUE(files.append(folder / "file", "c"));
  EXPECT_EQ(reader->read(buffer, 8).value(), 1U);
  EXPECT_EQ(buffer[0], 'c');
}

TEST_F(Files, WritesAllOrNothing) {
  ASSERT_TRUE(files.write(folder / "file", "old"));
  folder.shell("chmod 640 file; ln -s file link");
  const auto reader = files.open(folder / "file").value();
  ASSERT_TRUE(files.write(folder / "file", "new"));
  char buffer[8];
  ASSERT_EQ(reader->read(buffer, 8).value(), 3U);
  EXPECT_EQ(std::string(buffer, 3), "old") << "who reads the old file reads all of it";
  EXPECT_EQ(folder.at("file"), "new");
  EXPECT_EQ(mode("file"), 0640U);
  ASSERT_TRUE(files.write(folder / "link", "through"));
  EXPECT_EQ(folder.at("file"), "through");
  EXPECT_EQ(files.status(folder / "link", Follow::no).value()->kind, FileKind::link);
  EXPECT_EQ(names(), (std::vector<std::string>{"file", "link"})) << "nothing is left beside";
}

TEST_F(Files, AWriteThatFailsLeavesTheOldFile) {
  folder.put("d/file", "old");
  folder.shell("chmod 555 d");
  EXPECT_EQ(files.write(folder / "d/file", "new").error().kind, ErrorKind::denied);
  EXPECT_EQ(files.write(folder / "d/other", "new").error().kind, ErrorKind::denied);
  EXPECT_EQ(files.write(folder / "d", "new").error().kind, ErrorKind::invalid);
  EXPECT_EQ(files.write(folder / "absent/file", "").error().kind, ErrorKind::not_found);
  EXPECT_EQ(folder.at("d/file"), "old");
  EXPECT_EQ(names("d"), (std::vector<std::string>{"file"}));
  const auto full = files.write("/dev/full", "x");
  EXPECT_EQ(full.error().kind, ErrorKind::io);
  EXPECT_NE(full.error().message.find("no space left"), std::string::npos);
}

TEST_F(Files, AppendsWholeLinesFromSeveralWriters) {
  const auto write = [&](char c) {
    for (int i = 0; i < 50; ++i) {
      ASSERT_TRUE(files.append(folder / "log", std::string(99, c) + "\n"));
    }
  };
  std::thread other(write, 'a');
  write('b');
  other.join();
  const std::string text = folder.at("log");
  ASSERT_EQ(text.size(), 10000U);
  for (std::size_t at = 0; at < text.size(); at += 100) {
    EXPECT_EQ(text.substr(at, 99), std::string(99, text[at]));
    EXPECT_EQ(text[at + 99], '\n');
  }
}

TEST_F(Files, MakesFoldersWithParents) {
  EXPECT_TRUE(files.make_directory(folder / "a/b/c"));
  EXPECT_TRUE(files.make_directory(folder / "a/b/c"));
  EXPECT_TRUE(files.make_directory(folder / "a/b/d/"));
  folder.put("file", "");
  EXPECT_FALSE(files.make_directory(folder / "file"));
  EXPECT_FALSE(files.make_directory(folder / "file/below"));
}

TEST_F(Files, RemovesReadOnlyTreesAndFollowsNoLink) {
  folder.put("tree/a/b/file", "");
  folder.put("kept/file", "x");
  folder.shell(
      "ln -s ../kept tree/link; chmod 000 tree/a/b/file; chmod 000 tree/a/b; chmod 555 tree");
  ASSERT_TRUE(files.remove(folder / "tree/"));
  EXPECT_EQ(names(), (std::vector<std::string>{"kept"}));
  folder.shell("ln -s kept link");
  ASSERT_TRUE(files.remove(folder / "link/"));
  EXPECT_EQ(folder.at("kept/file"), "x");
  EXPECT_TRUE(files.remove(folder / "absent"));
  EXPECT_TRUE(files.remove(folder / "kept/file/below"));
}

TEST_F(Files, Renames) {
  folder.put("a/file", "x");
  ASSERT_TRUE(files.rename(folder / "a", folder / "b"));
  EXPECT_EQ(folder.at("b/file"), "x");
  EXPECT_EQ(files.rename(folder / "a", folder / "c").error().kind, ErrorKind::not_found);
}

TEST_F(Files, CopiesTreesAsTheyAre) {
  folder.put("tree/sub/file", std::string(200000, 'x') + "end");
  folder.shell(
      "ln -s ../file tree/sub/link; ln -s nowhere tree/dangling; mkdir tree/empty; "
      "chmod 750 tree/sub/file; chmod 555 tree/sub");
  ASSERT_TRUE(files.copy(folder / "tree", folder / "twin"));
  EXPECT_EQ(folder.shell("diff -r --no-dereference tree twin"), "");
  EXPECT_EQ(mode("twin/sub/file"), 0750U);
  EXPECT_EQ(mode("twin/sub"), 0555U);
  EXPECT_EQ(folder.shell("readlink twin/sub/link twin/dangling"), "../file\nnowhere\n");
}

TEST_F(Files, ACopyHasNoHalves) {
  folder.put("tree/a", "x");
  folder.put("there", "x");
  folder.shell("mkfifo tree/b");
  EXPECT_EQ(files.copy(folder / "tree", folder / "twin").error().kind, ErrorKind::unsupported);
  EXPECT_FALSE(files.status(folder / "twin", Follow::no).value());
  EXPECT_EQ(files.copy(folder / "tree/a", folder / "there").error().kind, ErrorKind::invalid);
  EXPECT_EQ(files.copy(folder / "absent", folder / "x").error().kind, ErrorKind::not_found);
  const auto inside = files.copy(folder / "tree", folder / "tree/inner");
  EXPECT_EQ(inside.error().kind, ErrorKind::invalid);
  EXPECT_NE(inside.error().message.find("into itself"), std::string::npos);
}

TEST_F(Files, ReadOnlyAndWritableAgain) {
  folder.put("tree/sub/file", "x");
  folder.put("outside", "x");
  folder.shell("ln -s ../outside tree/link; chmod 775 tree/sub");
  ASSERT_TRUE(files.make_read_only(folder / "tree"));
  EXPECT_EQ(mode("tree") & 0222U, 0U);
  EXPECT_EQ(mode("tree/sub"), 0555U);
  EXPECT_EQ(mode("tree/sub/file") & 0222U, 0U);
  EXPECT_NE(mode("outside") & 0200U, 0U) << "a link is not followed";
  EXPECT_FALSE(files.append(folder / "tree/sub/file", "y"));
  ASSERT_TRUE(files.make_writable(folder / "tree"));
  EXPECT_EQ(mode("tree/sub"), 0755U) << "the owner only";
  EXPECT_TRUE(files.append(folder / "tree/sub/file", "y"));
  EXPECT_EQ(files.make_read_only(folder / "absent").error().kind, ErrorKind::not_found);
}

TEST_F(Files, ResolvesLinks) {
  folder.put("real/file", "");
  folder.shell("ln -s real link");
  const std::string real = files.real_path(folder / "real").value();
  EXPECT_EQ(files.real_path(folder / "link/../link/./file").value(), real + "/file");
  EXPECT_EQ(files.real_path(folder / "absent").error().kind, ErrorKind::not_found);
}

TEST_F(Files, ALockIsHeldByOne) {
  auto held = files.lock(folder / "lock", Wait::no).value();
  ASSERT_NE(held, nullptr);
  EXPECT_EQ(files.lock(folder / "lock", Wait::no).value(), nullptr);
  EXPECT_EQ(folder.shell("flock --nonblock lock true || echo taken"), "taken\n");
  std::thread waiting([&] { EXPECT_NE(files.lock(folder / "lock", Wait::yes).value(), nullptr); });
  held.reset();
  waiting.join();
  EXPECT_NE(files.lock(folder / "lock", Wait::no).value(), nullptr);
  EXPECT_EQ(files.lock(folder / "absent/lock", Wait::no).error().kind, ErrorKind::not_found);
}

TEST_F(Files, AZeroByteCutsNoPath) {
  folder.put("file", "x");
  const std::string path = folder / "file" + std::string("\0.txt", 5);
  EXPECT_EQ(files.read(path, 10).error().kind, ErrorKind::invalid);
  EXPECT_EQ(files.status(path, Follow::yes).error().kind, ErrorKind::invalid);
  EXPECT_EQ(files.write(path, "y").error().kind, ErrorKind::invalid);
  EXPECT_EQ(files.remove(path).error().kind, ErrorKind::invalid);
  EXPECT_EQ(files.copy(path, folder / "z").error().kind, ErrorKind::invalid);
  EXPECT_EQ(folder.at("file"), "x");
}

TEST_F(Files, SyncTakesFilesAndFolders) {
  folder.put("file", "1");
  folder.put("tree/a/b", "2");
  folder.shell("ln -s nowhere tree/link; mkfifo tree/pipe; touch tree/closed; chmod 0 tree/closed");
  EXPECT_TRUE(files.sync(folder / "file"));
  EXPECT_TRUE(files.sync(folder / "tree")) << "also where a file may not be read";
  folder.shell("mkdir many; cd many; touch $(seq 200)");
  EXPECT_TRUE(files.sync(folder / "many"));
  EXPECT_FALSE(files.sync(folder / "absent"));
}

TEST_F(Files, UnsyncedWritesAreWritesAllTheSame) {
  EXPECT_TRUE(files.write_unsynced(folder / "file", "1"));
  EXPECT_TRUE(files.append_unsynced(folder / "file", "2"));
  EXPECT_EQ(folder.at("file"), "12");
  EXPECT_TRUE(files.write_unsynced(folder / "file", "3"));
  EXPECT_EQ(folder.at("file"), "3");
  EXPECT_FALSE(files.write_unsynced(folder / "absent/file", "3"));
  EXPECT_EQ(names(), (std::vector<std::string>{"file"}));
}

}  // namespace
}  // namespace recipe::os
