#include "check/spelling.h"

#include <gtest/gtest.h>

namespace recipe::check {
namespace {

TEST(Spelling, DistancesStopAtTheMost) {
  EXPECT_EQ(edit_distance("train", "train", 2), 0U);
  EXPECT_EQ(edit_distance("trian", "train", 2), 1U);
  EXPECT_EQ(edit_distance("tran", "train", 2), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3U);
  EXPECT_EQ(edit_distance("", "abc", 2), 3U);
}

TEST(Spelling, SlipsSeparatorsPluralsAndOrderAreNear) {
  for (const auto& [written, meant] : {std::pair{"--word-vectors", "--word_vectors"},
                                       {"download_model.sh", "download_models.sh"},
                                       {"hparams_train.yaml", "train_hparams.yaml"},
                                       {"efficinetnet_v1", "efficientnet_v1"},
                                       {"train_xvectors.yaml", "train_x_vectors.yaml"},
                                       {"--kv-store", "--kvstore"}}) {
    EXPECT_TRUE(is_near_spelling(written, meant)) << written;
  }
  for (const auto& [written, meant] : {std::pair{"resnet18.yaml", "resnet50.yaml"},
                                       {"a.py", "b.py"},
                                       {"--lr", "--wd"},
                                       {"train.py", "evaluate.py"}}) {
    EXPECT_FALSE(is_near_spelling(written, meant)) << written;
  }
}

TEST(Spelling, OneOfTwoThatAreAsNearIsNotChosen) {
  EXPECT_EQ(near_spelling("--trian_size", {"--train_size", "--test_size"}), "--train_size");
  EXPECT_EQ(near_spelling("run_x.sh", {"run_a.sh", "run_b.sh"}), std::nullopt);
  EXPECT_EQ(near_spelling("x", {}), std::nullopt);
}

}  // namespace
}  // namespace recipe::check
