// With real repositories: what git keeps is what is tested.

#include "code/history.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "code/folder_tree.h"
#include "code/submodules.h"
#include "fakes/temporary_folder.h"
#include "os/real_files.h"

namespace recipe::code {
namespace {

using Paths = std::vector<std::string>;

class HistoryOfGit : public testing::Test {
 protected:
  fakes::TemporaryFolder folder;
  std::string first;
  std::string second;

  std::string git(const std::string& script) {
    return folder.shell(
        "export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a "
        "GIT_COMMITTER_EMAIL=a@b GIT_CONFIG_GLOBAL=/dev/null; " +
        script);
  }
  void SetUp() override {
    const std::string made = git(
        "git init -q -b main r; cd r; mkdir -p a/b; echo one > a/b/f.py; echo top > f.py;"
        "ln -s a/b/f.py link; ln -s ../a a/up; ln -s loop loop; ln -s /etc out; ln -s ../.. a/far;"
        "ln -s nowhere broken; ln -s a/b folder; ln -s folder/../../f.py through;"
        "printf '[submodule \"s\"]\\n\\tpath = sub/s\\n\\turl = ../s.git\\n' > .gitmodules;"
        "git add .; git update-index --add --cacheinfo "
        "160000,1234567890123456789012345678901234567890,sub/s;"
        "git commit -qm first; git tag -a v1 -m v1; git rev-parse HEAD;"
        "git rm -q f.py; echo new > n; git add n; git commit -qm second; git rev-parse HEAD;"
        "git remote add origin https://user@github.com/Owner/Name.git;"
        "git remote add fork git@github.com:other/name");
    ASSERT_EQ(made.size(), 82U) << made;
    first = made.substr(0, 40);
    second = made.substr(41, 40);
  }
  std::shared_ptr<const History> history(const std::string& name = "r") {
    return open_history(folder / name).value();
  }
  std::string found(const Tree& tree, std::string_view path) {
    const auto entry = tree.find(path);
    if (!entry) return "absent";
    const char* kind = entry->kind == EntryKind::file     ? "file "
                       : entry->kind == EntryKind::folder ? "folder "
                                                          : "outside ";
    return kind + entry->path;
  }
};

TEST_F(HistoryOfGit, FindsPathsThroughLinks) {
  const auto tree = history()->tree(first).value();
  EXPECT_EQ(tree->commit(), first);
  EXPECT_EQ(found(*tree, "a/b/f.py"), "file a/b/f.py");
  EXPECT_EQ(found(*tree, "a/b/F.py"), "absent");
  EXPECT_EQ(found(*tree, "a/b/f.py/x"), "absent");
  EXPECT_EQ(found(*tree, ""), "folder ");
  EXPECT_EQ(found(*tree, "a/b/"), "folder a/b");
  EXPECT_EQ(found(*tree, "link"), "file a/b/f.py");
  EXPECT_EQ(found(*tree, "a/up/up/up/b/f.py"), "file a/b/f.py");
  EXPECT_EQ(found(*tree, "through"), "file f.py");
  EXPECT_EQ(found(*tree, "folder/f.py"), "file a/b/f.py");
  EXPECT_EQ(found(*tree, "loop"), "absent");
  EXPECT_EQ(found(*tree, "broken"), "absent");
  EXPECT_EQ(found(*tree, "out/passwd"), "outside out");
  EXPECT_EQ(found(*tree, "a/far"), "outside a/far");
  EXPECT_EQ(found(*tree, "sub/s/x/y"), "outside sub/s");
}

TEST_F(HistoryOfGit, ListsAndReads) {
  const auto tree = history()->tree(first).value();
  EXPECT_EQ(tree->names_in("folder"), (Paths{"f.py"}));
  EXPECT_EQ(tree->names_in("none"), Paths());
  EXPECT_EQ(tree->named("f.py"), (Paths{"a/b/f.py", "f.py"}));
  EXPECT_EQ(tree->named("b"), (Paths{"a/b"}));
  EXPECT_EQ(tree->named("s"), (Paths{"sub/s"}));
  EXPECT_TRUE(tree->named("zzz").empty() && tree->complete());
  EXPECT_EQ(**tree->read("link"), "one\n");
  EXPECT_EQ(tree->read("a").error().kind, ErrorKind::invalid);
  EXPECT_EQ(tree->read("sub/s/x").error().kind, ErrorKind::unsupported);
  EXPECT_EQ(history()->tree(second).value()->read("f.py").error().kind, ErrorKind::not_found);
}

TEST_F(HistoryOfGit, TellsCommits) {
  const auto opened = history();
  EXPECT_EQ(opened->head(), second);
  EXPECT_EQ(opened->commit(upper(first.substr(0, 9))).id, first);
  EXPECT_EQ(opened->commit("0000000").known, Known::no);
  EXPECT_EQ(opened->commit("main").known, Known::no);
  EXPECT_EQ(opened->commit(std::string(40, '0')).known, Known::no);
  EXPECT_EQ(opened->reachable(first), Known::yes);
  EXPECT_EQ(opened->resolve("v1"), first);
  EXPECT_EQ(opened->resolve("main"), second);
  EXPECT_EQ(opened->resolve("HEAD"), second);
  EXPECT_EQ(opened->resolve("none"), std::nullopt);
  ASSERT_EQ(opened->references().size(), 2U);
  EXPECT_EQ(opened->references()[1].name, "v1");
  const std::string lost = git("cd r; git commit -q --amend -m other; git rev-parse HEAD@{1}");
  EXPECT_EQ(history()->reachable(std::string(trim(lost))), Known::no);
}

TEST_F(HistoryOfGit, AShallowCloneCannotTell) {
  git("git clone -q --depth 1 file://$PWD/r shallow; git clone -q --bare r bare");
  const auto shallow = history("shallow");
  EXPECT_TRUE(shallow->shallow());
  EXPECT_EQ(shallow->commit(first).known, Known::cannot_tell);
  EXPECT_EQ(shallow->commit(second).known, Known::yes);
  EXPECT_EQ(shallow->references().at(0).name, "main");
  EXPECT_EQ(shallow->resolve("origin/main"), second);
  const auto bare = history("bare");
  EXPECT_EQ(bare->root(), "");
  EXPECT_EQ(found(*bare->tree(first).value(), "link"), "file a/b/f.py");
}

TEST_F(HistoryOfGit, AWorktreeSharesItsRepository) {
  git("cd r; git worktree add -q ../w v1");
  const auto opened = history("w");
  EXPECT_EQ(opened->root(), folder / "w");
  EXPECT_EQ(opened->head(), first);
  EXPECT_EQ(opened->commit(second).known, Known::yes);
  EXPECT_EQ(opened->remotes().size(), 2U);
}

TEST_F(HistoryOfGit, KnowsRemotesAndSubmodules) {
  const auto opened = history();
  ASSERT_EQ(opened->remotes().size(), 2U);
  const Hosted own{"github.com", "owner", "name"};
  EXPECT_TRUE(opened->remotes()[0].hosted->same_as(own));
  EXPECT_EQ(opened->remotes()[1].name, "fork");
  EXPECT_EQ(opened->remotes()[1].hosted->owner, "other");
  const auto modules = opened->submodules(first);
  ASSERT_EQ(modules.size(), 1U);
  EXPECT_EQ(modules[0].path, "sub/s");
  EXPECT_EQ(modules[0].url, "../s.git");
  EXPECT_EQ(modules[0].commit, "1234567890123456789012345678901234567890");
}

TEST_F(HistoryOfGit, TellsWhatChanged) {
  const auto opened = history();
  EXPECT_EQ(opened->merge_base(first, second).value(), first);
  EXPECT_EQ(opened->changed(first, second).value(), (Paths{"f.py", "n"}));
  EXPECT_EQ(opened->changed(first, "zz").error().kind, ErrorKind::invalid);
}

TEST_F(HistoryOfGit, ABrokenRepositoryIsAnError) {
  EXPECT_EQ(open_history(folder.path()).value(), nullptr);
  git("cp -r r empty; rm -rf empty/.git/objects/*; cp -r r config; echo '[[[' > "
      "config/.git/config");
  EXPECT_FALSE(open_history(folder / "config"));
  const auto empty = history("empty");
  EXPECT_EQ(empty->head(), second);
  EXPECT_NE(empty->commit(second).known, Known::yes);
  EXPECT_FALSE(empty->tree(second));
  EXPECT_NE(empty->reachable(first), Known::yes);
  EXPECT_TRUE(empty->references().empty());
  git("cp -r r torn; cd torn; git rev-parse HEAD:a | sed 's|^..|&/|' | "
      "(read x; rm -f .git/objects/$x)");
  const auto torn = history("torn")->tree(second).value();
  EXPECT_EQ(found(*torn, "a/b/f.py"), "outside a/b");
  EXPECT_EQ(found(*torn, "n"), "file n");
  EXPECT_FALSE(torn->complete());
}

TEST_F(HistoryOfGit, AFolderIsReadAsItIs) {
  os::RealFiles files;
  const auto tree = open_folder_tree(files, folder / "r").value();
  EXPECT_EQ(tree->commit(), "");
  EXPECT_EQ(found(*tree, "link"), "file a/b/f.py");
  EXPECT_EQ(found(*tree, "a/up/b"), "folder a/b");
  EXPECT_EQ(found(*tree, "loop"), "absent");
  EXPECT_EQ(found(*tree, "out/passwd"), "outside out");
  EXPECT_EQ(found(*tree, "f.py"), "absent");
  EXPECT_EQ(found(*tree, ".git/config"), "absent");
  EXPECT_EQ(**tree->read("folder/f.py"), "one\n");
  EXPECT_EQ(tree->named("f.py"), (Paths{"a/b/f.py"}));
  EXPECT_EQ(tree->names_in("a"), (Paths{"b", "far", "up"}));
  EXPECT_FALSE(open_folder_tree(files, folder / "none"));
}

TEST(HostedAddress, IsReadOfUrls) {
  const auto shown = [](std::string_view url) {
    const auto read = hosted(url);
    return read ? read->host + " " + read->owner + " " + read->name : "none";
  };
  EXPECT_EQ(shown("https://github.com/a/b.git/"), "github.com a b");
  EXPECT_EQ(shown("ssh://git@GitHub.com:22/a/b"), "github.com a b");
  EXPECT_EQ(shown("git@gitlab.com:g/h/b.git"), "gitlab.com g/h b");
  EXPECT_EQ(shown("git+https://www.github.com/a/b"), "github.com a b");
  EXPECT_EQ(shown("/srv/a/b"), "none");
  EXPECT_EQ(shown("https://github.com/a"), "none");
  EXPECT_EQ(shown("file:///a/b"), "none");
}

TEST(SubmoduleList, LeavesOutWhatHasNoPath) {
  EXPECT_TRUE(parse_submodules("[submodule \"x\"]\nurl = u\n[core]\npath = y\n").empty());
  EXPECT_EQ(parse_submodules("[submodule \"x\"]\n path=\"a/./b\"").at(0).path, "a/b");
}

}  // namespace
}  // namespace recipe::code
