#include "check/command_words.h"

#include <gtest/gtest.h>

namespace recipe::check {
namespace {

std::vector<std::string> programs_in(const std::string& text) {
  const document::Page page(SourceText("a.md", text));
  std::vector<std::string> names;
  for (const CommandWords& command : command_words(page)) {
    for (const auto& program : command.programs) names.push_back(program.value);
  }
  return names;
}

using Names = std::vector<std::string>;

TEST(CommandWords, NameScriptsAndPrograms) {
  EXPECT_EQ(programs_in("```sh\nLR=1 python tools/Train_net.py --x 1\n```\n"),
            (Names{"python", "train_net"}));
  EXPECT_EQ(programs_in("```\n$ fairseq-train data && bash eval.sh\n```\n"),
            (Names{"fairseq-train", "bash", "eval"}));
  EXPECT_EQ(programs_in("```sh\npython -m pkg.cli.train a\n```\n"), (Names{"python", "train"}));
}

TEST(CommandWords, AreInCodeSpansOnlyWithAScript) {
  EXPECT_EQ(programs_in("Run `python main.py --lr 1`, not `train`.\n"), Names{"main"});
}

TEST(CommandWords, SeeNoProgramInData) {
  EXPECT_TRUE(programs_in("```python\ntrain = 3\n```\n").empty());
  EXPECT_TRUE(
      programs_in("```\ntrain_config: {\n'scores': 1\nval.json\n# train now\n```\n").empty());
}

TEST(CommandWords, KeepSettingsWithTheirValues) {
  const document::Page page(
      SourceText("a.md", "```sh\npython t.py --lr 0.1 \\\n  --epochs=3 --eval seed=1\n```\n"));
  const auto commands = command_words(page);
  ASSERT_EQ(commands.size(), 1U);
  std::vector<std::string> settings;
  for (const auto& setting : commands[0].settings) settings.push_back(setting.value);
  EXPECT_EQ(settings, (Names{"--lr 0.1", "--epochs=3", "--eval", "seed=1"}));
  EXPECT_EQ(page.source.text(commands[0].settings[1].span), "--epochs=3");
}

}  // namespace
}  // namespace recipe::check
