#include "dynamics/split_of_tag.h"

#include <gtest/gtest.h>

namespace recipe::dynamics {
namespace {

std::string told(std::string_view tag) {
  const TagName name = split_of_tag(tag);
  return name.split + "|" + name.metric;
}

TEST(SplitOfTag, TakesAWordForASplit) {
  EXPECT_EQ(told("train/loss"), "train|loss");
  EXPECT_EQ(told("Loss/train"), "train|Loss");
  EXPECT_EQ(told("Accuracy/test"), "test|Accuracy");
  EXPECT_EQ(told("eval/metrics/f1"), "eval|metrics/f1");
  EXPECT_EQ(told("val_accuracy"), "validation|accuracy");
  EXPECT_EQ(told("eval_loss"), "eval|loss");
  EXPECT_EQ(told("loss_train"), "train|loss");
  EXPECT_EQ(told("valid.bleu"), "validation|bleu");
  EXPECT_EQ(told("train_loss_step"), "train|loss_step");
  EXPECT_EQ(told("Validation/mAP50(B)"), "validation|mAP50(B)");
}

TEST(SplitOfTag, TakesOneWordOnly) {
  EXPECT_EQ(told("train/train_loss"), "train|train_loss");
  EXPECT_EQ(told("test_loss_train"), "test|loss_train");
}

TEST(SplitOfTag, LeavesOtherTagsAlone) {
  for (const char* tag : {"loss", "train", "", "/", "lr", "metrics/mAP50(B)", "train_samples",
                          "test_size", "validity", "trainer/global_step", "contest/score", "_",
                          "train/", "/train", "eval_batch_size", "train_runtime", "latest-value"}) {
    EXPECT_EQ(told(tag), std::string("|") + tag);
  }
}

}  // namespace
}  // namespace recipe::dynamics
