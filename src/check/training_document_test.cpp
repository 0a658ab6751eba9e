#include "check/training_document.h"

#include <gtest/gtest.h>

namespace recipe::check {
namespace {

Judgement judged(const std::string& text, const std::string& path = "README.md") {
  const document::Page page(SourceText(path, text));
  return describes_training(page, path);
}

const std::string with_training =
    "# Net\n\nData from [here](https://www.openslr.org/12).\n\n```sh\npython train.py --lr 0.1\n"
    "```\n\nTrained on 8 V100 GPUs; the WER is 5.8.\n";

TEST(TrainingDocument, ShowsHowToTrain) {
  const Judgement judgement = judged(with_training);
  EXPECT_TRUE(judgement.describes);
  ASSERT_FALSE(judgement.reasons.empty());
  EXPECT_EQ(judgement.reasons[0], "Code that trains, with its command: the command `train`");
}

TEST(TrainingDocument, MayGiveResultsInstead) {
  EXPECT_TRUE(judged("# Net\n\n## Abstract\n\nA network architecture.\n\n## Results\n\n"
                     "| Model | Top-1 (%) | Epochs | GPUs | Download |\n| - | - | - | - | - |\n"
                     "| a | 77.1 | 90 | 8 | [model](a.pth) |\n\n"
                     "Test it with `python tools/test.py a.py`.\n")
                  .describes);
}

TEST(TrainingDocument, IsNotNamedForSomethingElse) {
  for (const char* path :
       {"CONTRIBUTING.md", "docs/CHANGELOG.md", "CODE_OF_CONDUCT.md", "Code-Of-Conduct.md",
        "LICENSE.md", ".github/ISSUE_TEMPLATE/bug.md", "INSTALL.md", "SECURITY.md"}) {
    EXPECT_FALSE(judged(with_training, path).describes) << path;
  }
  EXPECT_TRUE(judged(with_training, "egs/news/README.md").describes);
}

TEST(TrainingDocument, SaysMoreThanItsTopic) {
  EXPECT_FALSE(judged("# Reading data\n\n```python\nfor x in data:\n  print(x)\n```\n").describes);
  EXPECT_FALSE(judged("# Rules\n\nBe kind when you train others.\n").describes);
  EXPECT_FALSE(judged("").describes);
}

TEST(TrainingDocument, IsRicherAmongDocumentsOfALibrary) {
  const std::string text = "# Hooks\n\n## Training\n\n```sh\npython train.py\n```\n\nOn 8 GPUs.\n";
  EXPECT_TRUE(judged(text, "net/README.md").describes);
  EXPECT_FALSE(judged(text, "docs/hooks.md").describes);
}

}  // namespace
}  // namespace recipe::check
