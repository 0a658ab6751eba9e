#include "check/pasted.h"

#include <gtest/gtest.h>

#include "check/checked_test.h"

namespace recipe::check {
namespace {

Texts pasted_findings(std::string_view rule, const std::string& text) {
  MemoryFacts facts;
  return Checked(rule, text, facts).texts();
}

std::string pasted_fix(std::string_view rule, const std::string& text) {
  MemoryFacts facts;
  return Checked(rule, text, facts).fixed();
}

TEST(MissingContinuation, IsFoundBelowACommand) {
  const std::string text = in_fence("python train.py \\\n  --lr 0.1\n  --epochs 90 \\\n  --seed 1");
  EXPECT_EQ(pasted_findings("missing-continuation", text), Texts{"0.1"});
  EXPECT_EQ(pasted_fix("missing-continuation", text),
            in_fence("python train.py \\\n  --lr 0.1 \\\n  --epochs 90 \\\n  --seed 1"));
}

TEST(MissingContinuation, IsFoundWithoutAnyBackslashAndToldOncePerCommand) {
  const std::string text = in_fence("torchrun train.py a.yaml\n   --data x\n   --out y", "");
  EXPECT_EQ(pasted_findings("missing-continuation", text), Texts{"a.yaml"});
  EXPECT_EQ(pasted_fix("missing-continuation", text),
            in_fence("torchrun train.py a.yaml \\\n   --data x \\\n   --out y", ""));
}

TEST(MissingContinuation, DottedOverridesAreNoCommandsEither) {
  MemoryFacts facts;
  const Checked checked("missing-continuation",
                        in_fence("python a.py \\\n  model.lr=1\n  model.wd=2 \\\n  data=x"), facts);
  EXPECT_EQ(checked.texts(), Texts{"model.lr=1"});
}

TEST(MissingContinuation, AnEmptyLineBehindABackslashEndsTheCommandToo) {
  const std::string text = in_fence("python a.py \\\n\n  --x 1 \\\n  --y 2");
  EXPECT_EQ(pasted_findings("missing-continuation", text), Texts{"\\"});
  EXPECT_EQ(pasted_fix("missing-continuation", text),
            in_fence("python a.py \\\n  --x 1 \\\n  --y 2"));
}

TEST(MissingContinuation, IsSilentWhereNothingIsMissing) {
  for (const std::string_view lines :
       {"python train.py \\\n  --lr 0.1 \\\n  --epochs 90", "--lr 0.1\n--epochs 90",
        "python main.py --help\n  --lr LR    the learning rate\n  --wd WD    the decay",
        "usage: main.py [-h]\n  --lr LR  the rate",
        "python main.py\n--lr: the learning rate of the first step (default: 0.1)",
        "cat <<END\npython train.py\n--lr 0.1\nEND", "echo 'python train.py\n--lr 0.1'",
        "python a.py\npython b.py --lr 1"}) {
    EXPECT_EQ(pasted_findings("missing-continuation", in_fence(lines)), Texts{}) << lines;
  }
}

TEST(BackslashTrailingSpace, IsFoundAndDeleted) {
  const std::string text = in_fence("./run.sh \\ \t\n  --a 1 \\\n  --b 2");
  EXPECT_EQ(pasted_findings("backslash-trailing-space", text), Texts{"\\ \t"});
  EXPECT_EQ(pasted_fix("backslash-trailing-space", text),
            in_fence("./run.sh \\\n  --a 1 \\\n  --b 2"));
  EXPECT_EQ(pasted_findings("backslash-trailing-space", in_fence("./run.sh a\\ b \\\\ \n--c")),
            Texts{});
}

TEST(CommentAfterBackslash, IsMovedAboveTheCommand) {
  const std::string text = in_fence("python a.py \\\n  --x 1 \\  # or 2\n  --y 3");
  EXPECT_EQ(pasted_findings("comment-after-backslash", text), Texts{"# or 2"});
  EXPECT_EQ(pasted_fix("comment-after-backslash", text),
            in_fence("# or 2\npython a.py \\\n  --x 1 \\\n  --y 3"));
}

TEST(CommentAfterBackslash, ALineOfItsOwnEndsTheCommandToo) {
  const std::string text = in_fence("python a.py \\\n  --x 1 \\\n  # --z 2 \\\n  --y 3");
  EXPECT_EQ(pasted_findings("comment-after-backslash", text), Texts{"# --z 2 \\"});
  EXPECT_EQ(pasted_fix("comment-after-backslash", text),
            in_fence("# --z 2 \\\npython a.py \\\n  --x 1 \\\n  --y 3"));
  EXPECT_EQ(pasted_fix("comment-after-backslash", in_fence("./a.sh \\ # b\n  --c")),
            in_fence("# b\n./a.sh \\\n  --c"));
  EXPECT_EQ(pasted_findings("comment-after-backslash",
                            in_fence("python a.py \\\n  --x 1\n# then\npython b.py")),
            Texts{});
}

TEST(TypographicQuotes, AreReplacedByStraightOnes) {
  const std::string text = in_fence("A=”1 2” bash x.sh --s ‘it’s’ # “text”\n");
  EXPECT_EQ(pasted_fix("typographic-quotes", text),
            in_fence("A=\"1 2\" bash x.sh --s 'it’s' # “text”\n"));
  EXPECT_EQ(pasted_findings("typographic-quotes", in_fence("python a.py --s \"“x”\"")), Texts{});
  EXPECT_EQ(pasted_findings("typographic-quotes", in_fence("x = ’O1’", "bash")), Texts{});
}

TEST(TypographicDashes, BeginOptions) {
  EXPECT_EQ(pasted_fix("typographic-dashes", in_fence("python a.py –lr 1 ––wd 2 —-x a–b – c")),
            in_fence("python a.py --lr 1 --wd 2 --x a–b – c"));
}

TEST(TypographicSpaces, AreLettersToAShell) {
  EXPECT_EQ(pasted_fix("typographic-spaces", in_fence("python a.py\u00a0--lr 1\u200b")),
            in_fence("python a.py --lr 1"));
}

TEST(StrayBacktick, HasNoPair) {
  EXPECT_EQ(pasted_fix("stray-backtick", in_fence("python a.py --lr 1`\npython b.py `date`")),
            in_fence("python a.py --lr 1\npython b.py `date`"));
  EXPECT_EQ(pasted_findings("stray-backtick", in_fence("echo 'a`b' \\` # `")), Texts{});
}

TEST(Pasted, BlocksArePickedByLanguageAndContent) {
  const auto count = [](const std::string& text) {
    const document::Page page(SourceText("a.md", text));
    return shell_blocks(page).size();
  };
  for (const std::string_view language :
       {"bash", "bashs", "bahs", "{.bash}", "console", "Shell", ""}) {
    EXPECT_EQ(count(in_fence("python train.py", language)), 1U) << language;
  }
  EXPECT_EQ(count(in_fence("python x.py --a 1\n# next\npython y.py", "python")), 1U);
  EXPECT_EQ(count(in_fence("import os\npython = 1", "python")), 0U);
  EXPECT_EQ(count(in_fence("data/\n  train.csv\n  test.csv", "")), 0U);
  EXPECT_EQ(count(in_fence("step 1: loss 0.5\nstep 2: loss 0.4", "")), 0U);
  EXPECT_EQ(count("text\n\n    python train.py --lr 1\n"), 1U);
}

TEST(Pasted, PromptsAreLeftOutAndOutputToo) {
  const std::string text =
      "$ python a.py \\\n>   --x 1\nloss 3\n(env) me@host:~/w$ ./b.sh\n--not an option";
  const document::Page page(SourceText("a.md", in_fence(text, "console")));
  const auto blocks = shell_blocks(page);
  ASSERT_EQ(blocks.size(), 1U);
  Texts lines;
  for (const Span& line : blocks[0].lines) lines.emplace_back(page.source.text(line));
  EXPECT_EQ(lines, (Texts{"python a.py \\", "  --x 1", "./b.sh"}));
}

}  // namespace
}  // namespace recipe::check
