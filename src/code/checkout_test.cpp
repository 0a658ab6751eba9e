// With real repositories: what git does is what is tested.

#include "code/checkout.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "code/repository.h"
#include "fakes/temporary_folder.h"

namespace recipe::code {
namespace {

constexpr const char* settings =
    "export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a "
    "GIT_COMMITTER_EMAIL=a@b GIT_CONFIG_GLOBAL=/dev/null; ";

class Checkout : public testing::Test {
 protected:
  fakes::TemporaryFolder folder;
  os::World& world = os::real_world();
  std::string first;
  std::string second;

  std::string git(const std::string& script) { return folder.shell(settings + script); }
  std::string head(const std::string& repository) {
    return std::string(trim(git("git -C " + repository + " rev-parse HEAD")));
  }

  void SetUp() override {
    const std::string made =
        git("git init -q -b main origin; cd origin; mkdir sub; echo one > file; echo x > sub/kept; "
            "git add .; git commit -qm first; git rev-parse HEAD; "
            "echo two > file; git rm -q sub/kept; git commit -qam second; git rev-parse HEAD");
    first = made.substr(0, 40);
    second = trim(made.substr(40));
    ASSERT_TRUE(second.size() == 40 && first != second) << second;
  }

  CheckoutRequest request(const std::string& commit, const std::string& repository = "origin") {
    return {folder / repository, commit, folder / "work/out", ""};
  }
  std::string message_of(const CheckoutRequest& wanted) {
    const auto result = check_out(world, wanted);
    return result ? "none" : result.error().to_string();
  }
};

TEST_F(Checkout, IsClean) {
  ASSERT_EQ(message_of(request(first)), "none");
  EXPECT_EQ(folder.at("work/out/file"), "one\n");
  EXPECT_EQ(folder.at("work/out/sub/kept"), "x\n");
  EXPECT_EQ(git("git -C work/out status --porcelain"), "");
  EXPECT_EQ(head("work/out"), first);
  EXPECT_EQ(git("ls work"), "out\nout.lock\n") << "nothing half-made is left";
}

TEST_F(Checkout, ResetsTrackedFilesAndKeepsOthers) {
  ASSERT_EQ(message_of(request(first)), "none");
  folder.put("work/out/file", "changed");
  folder.put("work/out/build/made", "kept");
  git("cd work/out; rm sub/kept; git add file; git commit -qm 'by a script'");
  ASSERT_EQ(message_of(request(first)), "none");
  EXPECT_EQ(folder.at("work/out/file"), "one\n");
  EXPECT_EQ(folder.at("work/out/sub/kept"), "x\n");
  EXPECT_EQ(folder.at("work/out/build/made"), "kept");
  EXPECT_EQ(git("git -C work/out status --porcelain"), "?? build/\n");
}

TEST_F(Checkout, MovesBetweenCommits) {
  ASSERT_EQ(message_of(request(first)), "none");
  ASSERT_EQ(message_of(request(second)), "none");
  EXPECT_EQ(folder.at("work/out/file"), "two\n");
  EXPECT_EQ(folder.at("work/out/sub/kept"), "(no such file)");
}

TEST_F(Checkout, AShallowCloneFetchesTheCommitFromItsOrigin) {
  git("git clone -q --depth 1 file://$PWD/origin shallow");
  CheckoutRequest wanted = request(first, "shallow");
  EXPECT_NE(message_of(wanted).find("commit " + first + " is not in "), std::string::npos);
  wanted.origin = "file://" + (folder / "origin");
  ASSERT_EQ(message_of(wanted), "none");
  EXPECT_EQ(folder.at("work/out/file"), "one\n");
}

TEST_F(Checkout, AUrlIsFetched) {
  CheckoutRequest wanted = request(first);
  wanted.repository = "file://" + (folder / "origin");
  ASSERT_EQ(message_of(wanted), "none");
  EXPECT_EQ(folder.at("work/out/file"), "one\n");
}

TEST_F(Checkout, AMissingCommitIsNamedWithARemedy) {
  const std::string absent(40, 'd');
  const std::string message = message_of(request(absent));
  EXPECT_NE(message.find("commit " + absent + " is not in " + (folder / "origin")),
            std::string::npos)
      << message;
  EXPECT_NE(message.find("--worktree"), std::string::npos);
  CheckoutRequest wanted = request(absent);
  wanted.origin = folder / "origin";
  EXPECT_NE(message_of(wanted).find("does not serve it"), std::string::npos);
  EXPECT_EQ(git("ls work | grep -x out || true"), "") << "half a checkout is none";
  EXPECT_EQ(message_of(request(first)), "none") << "and is in nobody's way";
}

TEST_F(Checkout, AMissingRepositoryIsNamed) {
  const auto result = check_out(world, request(first, "absent"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::not_found);
  EXPECT_NE(result.error().message.find("cannot clone " + (folder / "absent")), std::string::npos);
}

TEST_F(Checkout, AnotherRepositoryInTheEnvironmentIsNoMatter) {
  git("git init -q -b main other");
  ::setenv("GIT_DIR", (folder / "other/.git").c_str(), 1);
  ::setenv("GIT_WORK_TREE", (folder / "other").c_str(), 1);
  const std::string message = message_of(request(first));
  ::unsetenv("GIT_DIR");
  ::unsetenv("GIT_WORK_TREE");
  EXPECT_EQ(message, "none");
  EXPECT_EQ(folder.at("work/out/file"), "one\n");
}

TEST_F(Checkout, WhatRunsCommandsIsRefused) {
  for (const char* text :
       {"ext::sh -c 'touch /tmp/x'", "ext::sh", "fd::17", "--upload-pack=touch", "-u", "",
        "https://", "https://-oProxyCommand=x", "ssh://-oProxyCommand=x", "ftp://host/r",
        "git+https://host/r", "https://host/a b", "https://host/\n"}) {
    EXPECT_FALSE(is_fetchable_repository(text)) << text;
    CheckoutRequest wanted = request(first);
    wanted.repository = text;
    EXPECT_EQ(check_out(world, wanted).error().kind, ErrorKind::invalid) << text;
  }
  CheckoutRequest wanted = request(std::string(40, 'd'));
  wanted.origin = "ext::sh -c 'touch " + (folder / "ran") + "'";
  EXPECT_NE(message_of(wanted).find("is no address to fetch from"), std::string::npos);
  EXPECT_EQ(folder.at("ran"), "(no such file)");
  for (const char* text : {"https://host/r.git", "git@host:r.git", "ssh://git@host/r", "../r", "/r",
                           "file:///r", "git://host/r"}) {
    EXPECT_TRUE(is_fetchable_repository(text)) << text;
  }
  EXPECT_TRUE(is_local_repository("../r"));
  EXPECT_FALSE(is_local_repository("git@host:r.git"));
}

TEST_F(Checkout, ASubmoduleCannotRunCommandsEither) {
  git("cd origin; printf '[submodule \"s\"]\\n\\tpath = s\\n\\turl = ext::touch ran\\n' > "
      ".gitmodules; "
      "git add .gitmodules; git update-index --add --cacheinfo 160000," +
      first +
      ",s; "
      "git commit -qm sub");
  const std::string message = message_of(request(head("origin")));
  EXPECT_NE(message.find("fetching submodules"), std::string::npos) << message;
  EXPECT_EQ(git("find . -name ran"), "");
}

TEST_F(Checkout, TheRepositoryOfAFolderIsFound) {
  const Repository found = find_repository(folder / "origin/.git/..").value().value();
  EXPECT_EQ(found.root, world.files.real_path(folder / "origin").value());
  EXPECT_EQ(found.head, second);
  EXPECT_EQ(found.origin, "");
  git("git clone -q origin clone; git init -q empty; git init -q --bare bare; mkdir plain");
  EXPECT_EQ(find_repository(folder / "clone").value()->origin, folder / "origin");
  EXPECT_EQ(find_repository(folder / "empty").value()->head, "");
  EXPECT_FALSE(find_repository(folder / "bare").value());
  EXPECT_FALSE(find_repository(folder / "plain").value());
  EXPECT_FALSE(find_repository(folder / "absent").value());
}

TEST_F(Checkout, ChangedFilesAreTrackedOnesThatDiffer) {
  const std::string root = folder / "origin";
  EXPECT_TRUE(changed_files(root).value().empty());
  folder.put("origin/untracked", "x");
  EXPECT_TRUE(changed_files(root).value().empty());
  git("cd origin; echo x > added; git add added; echo x >> file");
  EXPECT_EQ(changed_files(root).value(), (std::vector<std::string>{"added", "file"}));
  EXPECT_EQ(changed_files(root, 1).value().size(), 1U);
  git("cd origin; git reset -q --hard; touch -d '2001-01-01' file");
  EXPECT_TRUE(changed_files(root).value().empty()) << "only its time has changed";
  git("rm origin/file");
  EXPECT_EQ(changed_files(root).value(), std::vector<std::string>{"file"});
  EXPECT_EQ(changed_files(folder.path()).error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace recipe::code
