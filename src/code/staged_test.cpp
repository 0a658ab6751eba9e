// With a real repository: what git keeps is what is tested.

#include <gtest/gtest.h>

#include "code/git_tree.h"
#include "fakes/temporary_folder.h"

namespace recipe::code {
namespace {

TEST(StagedTree, HoldsWhatTheNextCommitWould) {
  fakes::TemporaryFolder folder;
  folder.shell(
      "git init -q; echo 1 > a.py; git add a.py; git -c user.name=A -c user.email=a@b commit -qm "
      "A");
  EXPECT_EQ(open_staged_tree(folder.path()), nullptr);
  folder.shell("echo 2 > b.py");
  EXPECT_EQ(open_staged_tree(folder.path()), nullptr) << "not staged yet";
  folder.shell("git add b.py");
  const std::string objects = folder.shell("git count-objects");
  const auto staged = open_staged_tree(folder.path());
  ASSERT_NE(staged, nullptr);
  EXPECT_TRUE(staged->find("a.py"));
  const auto bytes = staged->read("b.py");
  ASSERT_TRUE(bytes);
  EXPECT_EQ(**bytes, "2\n");
  EXPECT_EQ(staged->commit(), "");
  EXPECT_EQ(folder.shell("git count-objects"), objects);
}

TEST(StagedTree, IsNoneWithoutAWorkTree) {
  fakes::TemporaryFolder folder;
  folder.shell("git init -q --bare");
  EXPECT_EQ(open_staged_tree(folder.path()), nullptr);
}

}  // namespace
}  // namespace recipe::code
