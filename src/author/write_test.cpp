#include "author/write.h"

#include <gtest/gtest.h>

#include "author/template.h"
#include "document/edit.h"

namespace recipe::author {
namespace {

using document::Stage;

std::string written_text(const std::string& text, const Observed& observed) {
  const document::Recipe recipe = document::parse(SourceText("recipe.md", text));
  const auto after = document::apply(recipe.source, write_observed(recipe, observed).edits);
  return after ? *after : after.error().to_string();
}

dynamics::MetricLog log_of(double scale) {
  dynamics::MetricLog log;
  for (int step = 0; step <= 1000; step += 10) {
    log.add("train", "loss", {double(step), {}, {}, scale * 2 / (1 + step)});
    if (step % 100 == 0) log.add("test", "top1", {double(step), {}, {}, scale * step / 1100.0});
  }
  return log;
}

Observed training() {
  Observed observed;
  observed.stage = Stage::training;
  observed.commit = std::string(40, 'c');
  observed.command = "python3 train.py --lr 0.1";
  observed.hyperparameters = {{"Learning rate", "0.1", "command"},
                              {"`--warmup`", "5", "default, train.py:12"},
                              {"Optimizer", "SGD", "code"}};
  observed.runs.push_back({1, 19.2, log_of(1)});
  observed.runs.push_back({2, 21.3, log_of(1.01)});
  observed.hardware = "AMD EPYC 7763, 2 cores, 24 GiB";
  observed.figure = "figures/curves.svg";
  observed.packages = {{"libtorch-dev", "1.13.1+dfsg-4"}, {"zlib1g", "1:1.2.13"}};
  observed.inputs = {{"data/digits.csv.gz", 57512, "sha256:" + std::string(64, 'a')},
                     {"/home/x/model.bin", 5, "sha256:" + std::string(64, 'b')}};
  observed.outputs_digest = "sha256:" + std::string(64, 'd');
  observed.outputs = {{"weights.pt", 246000, "sha256:" + std::string(64, 'e')}};
  return observed;
}

TEST(Write, FillsTheTemplate) {
  const std::string text = written_text(recipe_template("Digits"), training());
  const document::Recipe recipe = document::parse(SourceText("recipe.md", text));
  ASSERT_EQ(recipe.code.at(Stage::training).checkouts.size(), 1U);
  EXPECT_EQ(recipe.code.at(Stage::training).checkouts[0].commit->value, std::string(40, 'c'));
  EXPECT_EQ(recipe.code.at(Stage::training).blocks.at(0).script, "python3 train.py --lr 0.1\n");
  EXPECT_EQ(recipe.code.at(Stage::training).blocks.size(), 1U);
  ASSERT_TRUE(recipe.model.digest);
  ASSERT_TRUE(recipe.dynamics.training_time);
  EXPECT_NEAR(recipe.dynamics.training_time->value, 20.25, 0.06);
  ASSERT_EQ(recipe.targets.size(), 1U);
  EXPECT_EQ(recipe.targets[0].key, "top1");
  EXPECT_EQ(recipe.targets[0].runs->value, 2U);
  EXPECT_EQ(written_text(text, training()), text);
}

}  // namespace
}  // namespace recipe::author
