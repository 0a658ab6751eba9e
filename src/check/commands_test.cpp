#include "check/commands.h"

#include <gtest/gtest.h>

#include "check/checked_test.h"
#include "check/programs.h"

namespace recipe::check {
namespace {

/// The commands of a document in "docs/guide.md" of a repository that has some files.
class CommandsOf {
 public:
  explicit CommandsOf(const std::string& text) : page_(SourceText("docs/guide.md", text)) {
    for (const std::string_view path : {"docs/guide.md", "tools/train.py", "docs/demo/run.sh"}) {
      facts_.head.files[std::string(path)] = "";
    }
    Study study(page_, recipe_, "docs/guide.md", facts_);
    all = study.shared<DocumentCommands>().all;
    made = study.shared<DocumentCommands>().made;
  }

  /// Each as "folder: program arguments", or "?: ..." where the folder is not known.
  Texts shown() const {
    Texts lines;
    for (const DocumentCommand& command : all) {
      if (!command.invocation) continue;
      const Workplace& place = command.place;
      std::string line = place.kind == Workplace::Kind::folder     ? "/" + place.folder
                         : place.kind == Workplace::Kind::document ? "."
                                                                   : "?";
      line += ": " + command.invocation->program.value;
      for (const ShellWord& word : command.invocation->arguments) line += " " + word.value;
      lines.push_back(std::move(line));
    }
    return lines;
  }

  std::string_view text(Span span) const { return page_.source.text(span); }

  std::vector<DocumentCommand> all;
  Made made;

 private:
  MemoryFacts facts_;
  document::Recipe recipe_;
  document::Page page_;
};

TEST(Commands, AreReadWithPlacesInTheDocument) {
  const CommandsOf of(
      "> ```console\n> $ torchrun --nproc 2 train.py \\\n>     --lr '0.1'\n> ok\n> ```\n");
  ASSERT_EQ(of.shown(), Texts{".: train.py --lr 0.1"});
  const Invocation& run = *of.all[0].invocation;
  EXPECT_EQ(of.text(run.program.span), "train.py");
  EXPECT_EQ(of.text(run.arguments[0].span), "--lr");
  EXPECT_EQ(of.text(run.arguments[1].span), "'0.1'");
}

TEST(Commands, LinesThatLackTheirBackslashAreJoined) {
  const CommandsOf of(in_fence("python a.py \\ \n  --x 1  # one\n  --y 2 \\\n  # no\n  --z 3\nls"));
  EXPECT_EQ(of.shown(), (Texts{".: a.py --x 1 --y 2 --z 3", ".: ls"}));
  EXPECT_EQ(of.text(of.all[0].invocation->arguments[4].span), "--z");
}

TEST(Commands, CodeSpansAreCommandsToo) {
  const CommandsOf of(
      "Run `python train.py --x 1`, not `train.py` or `lr = 0.1`.\n\n| a |\n|---|\n| "
      "`./b.sh \"p\\|q\" c` |\n");
  ASSERT_EQ(of.shown(), (Texts{".: train.py --x 1", ".: ./b.sh p|q c"}));
  EXPECT_EQ(of.text(of.all[1].invocation->arguments[1].span), "c");
  EXPECT_TRUE(of.all[0].inline_code);
}

TEST(Commands, RunWhereCdLeads) {
  const CommandsOf of(
      in_fence("cd demo\n./run.sh\ncd ../../tools && python train.py\ncd -\nls\n"
               "(cd ../.. ; ls a)\nls b"));
  EXPECT_EQ(of.shown(), (Texts{".: cd demo", "/docs/demo: ./run.sh", "/docs/demo: cd ../../tools",
                               "/tools: train.py", "/tools: cd -", "/docs/demo: ls",
                               "/docs/demo: cd ../..", "/: ls a", "/docs/demo: ls b"}));
}

TEST(Commands, UnknownPlacesAreSaidToBeUnknown) {
  const CommandsOf of(
      in_fence("cd $HOME/x\na\ncd ..\nb") + "# Next\n" +
      in_fence("git clone https://github.com/other/thing.git\ncd thing\nc\ncd ..\nd"));
  EXPECT_EQ(of.shown(), (Texts{".: cd $HOME/x", "?: a", "?: cd ..", "?: b",
                               ".: git clone https://github.com/other/thing.git", ".: cd thing",
                               "?: c", "?: cd ..", ".: d"}));
}

TEST(Commands, ACloneOfThisRepositoryIsItsRoot) {
  const CommandsOf of(in_fence("git clone git@github.com:owner/name.git work\ncd work/tools\na\n") +
                      in_fence("b") + "# Other\n" + in_fence("c\ncd work\nd"));
  EXPECT_EQ(of.shown(),
            (Texts{".: git clone git@github.com:owner/name.git work", ".: cd work/tools",
                   "/tools: a", "/tools: b", ".: c", ".: cd work", "/: d"}));
}

TEST(Commands, WhatTheyMakeIsKnown) {
  const CommandsOf of(
      in_fence("mkdir -p out/a && wget https://x.org/d/data.zip?raw=1\n"
               "cp conf.yaml b/\npython x.py --output_dir exp > log.txt"));
  for (const std::string_view path :
       {"out/a", "out/a/b.txt", "data.zip", "./exp/m.pt", "log.txt", "b/c"}) {
    EXPECT_TRUE(of.made.covers(path)) << path;
  }
  for (const std::string_view path : {"conf.yaml", "x.py", "other/a"}) {
    EXPECT_FALSE(of.made.covers(path)) << path;
  }
}

TEST(Commands, LaunchersOfTheRepositoryAreSeenThrough) {
  MemoryFacts facts;
  facts.head.files["launch.py"] = facts.head.files["main.py"] = "";
  code::Script launcher;
  launcher.interface.launches = true;
  facts.scripts["launch.py"] = launcher;
  facts.scripts["main.py"] = code::Script();
  const document::Page page(
      SourceText("README.md", in_fence("python launch.py --n 8 ./main.py --x 1")));
  const document::Recipe recipe;
  Study study(page, recipe, "README.md", facts);
  const auto& calls = study.shared<ProgramCalls>().all;
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].path, "launch.py");
  EXPECT_EQ(calls[0].arguments.size(), 2U);
  EXPECT_EQ(calls[1].path, "main.py");
  EXPECT_EQ(calls[1].arguments.front().value, "--x");
}

}  // namespace
}  // namespace recipe::check
