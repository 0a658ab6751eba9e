#include "run/stage_key.h"

#include <gtest/gtest.h>

#include "run/planned_test.h"

namespace recipe::run {
namespace {

using document::Stage;
using fakes::block;
using fakes::RecipeText;

class StageKey : public testing::Test {
 protected:
  Planned planned;
  RecipeText text;
  KeyInputs inputs;

  StageKey() {
    text.hyperparameters = "- LR: 0.1\n- Epochs: 3\n- Seed: 5\n";
    text.processing_code = block("process");
    text.evaluation_code = block("evaluate");
    inputs.digests = {{"raw", "sha256:1"}};
  }
  std::string key(Stage stage = Stage::training) {
    const Plan plan = planned.plan(text);
    return stage_key(plan, plan.stage(stage), inputs);
  }
  std::string configuration() { return configuration_key(planned.plan(text), inputs); }
};

TEST_F(StageKey, IsHexadecimal) {
  EXPECT_EQ(key().size(), 64U);
  EXPECT_EQ(key().find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(key(Stage::training), key(Stage::evaluation));
}

TEST_F(StageKey, ChangesWithAllThatIsPartOfIt) {
  const auto changes = [&](const char* what, const auto& change, Stage stage = Stage::training) {
    const auto before = std::make_tuple(text, inputs);
    const std::string old_key = key(stage);
    change();
    EXPECT_NE(key(stage), old_key) << what;
    std::tie(text, inputs) = before;
  };
  changes("commands", [&] { text.training_code = block("train --fast"); });
  changes("build", [&] { text.training_code = block("make", "sh build") + block("train"); });
  changes("commit",
          [&] { text.training_code += std::string("- Commit: ") + fakes::some_commit + "\n"; });
  changes("folder", [&] { text.training_code += "- Folder: sub\n"; });
  changes("hyperparameter", [&] { text.hyperparameters = "- LR: 0.2\n- Epochs: 3\n- Seed: 5\n"; });
  changes("input", [&] { inputs.digests["raw"] = "sha256:2"; });
  changes("further input", [&] { inputs.digests["pretrained"] = "sha256:2"; });
  changes("environment", [&] { inputs.environment = "pip install x"; });
  changes("seed", [&] { inputs.seed = 2; });
  changes("files as they are", [&] { inputs.worktree = "run 1"; });
  text.evaluation_code = block("evaluate $LR $RECIPE_SEED");
  changes(
      "seed it names", [&] { inputs.seed = 2; }, Stage::evaluation);
  changes(
      "hyperparameter it names", [&] { text.hyperparameters = "- LR: 0.2\n"; }, Stage::evaluation);
  text.evaluation_code = block("make $RECIPE_SEED", "sh build") + block("evaluate");
  changes(
      "seed that building names", [&] { inputs.seed = 2; }, Stage::evaluation);
  text.evaluation_code = block("evaluate $RECIPE_HYPERPARAMETERS");
  changes(
      "a hyperparameter in the file", [&] { text.hyperparameters = "- LR: 0.1\n- Seed: 5\n"; },
      Stage::evaluation);
  changes(
      "the seed in the file", [&] { text.hyperparameters = "- LR: 0.1\n- Epochs: 3\n- Seed: 6\n"; },
      Stage::evaluation);
}

TEST_F(StageKey, StaysWithWhatIsNoPartOfIt) {
  const auto stays = [&](const char* what, const auto& change, Stage stage = Stage::training) {
    const auto before = std::make_tuple(text, inputs);
    const std::string old_key = key(stage);
    change();
    EXPECT_EQ(key(stage), old_key) << what;
    std::tie(text, inputs) = before;
  };
  stays("prose and place", [&] { text.training_code = "Some words.\n\n" + text.training_code; });
  stays("examples", [&] { text.training_code += block("look", "sh example"); });
  stays("the order of hyperparameters",
        [&] { text.hyperparameters = "- Seed: 5\n- Epochs: 3\n- LR: 0.1\n"; });
  stays("another notation", [&] { text.hyperparameters = "- LR: 1e-1\n- Epochs: 3\n- Seed: 5\n"; });
  stays("another stage", [&] { text.evaluation_code = block("evaluate more"); });
  stays("targets", [&] { text.targets = "| Metric | Target |\n| --- | --- |\n| `top1` | 1 |\n"; });
  stays(
      "seed nobody names", [&] { inputs.seed = 2; }, Stage::evaluation);
  stays(
      "hyperparameter nobody names", [&] { text.hyperparameters = "- LR: 0.2\n"; },
      Stage::evaluation);
  text.evaluation_code = block("evaluate $RECIPE_HYPERPARAMETERS");
  stays(
      "seed of the run, which the file does not hold", [&] { inputs.seed = 2; }, Stage::evaluation);
}

TEST_F(StageKey, RunsThatDifferInTheSeedOnlyHaveOneConfiguration) {
  const std::string before = configuration();
  inputs.seed = 2;
  text.hyperparameters = "- LR: 0.1\n- Epochs: 3\n- Seed: 6\n";
  EXPECT_EQ(configuration(), before);
  inputs.digests["model"] = "sha256:3";
  EXPECT_EQ(configuration(), before) << "each run makes its own model";
  text.training_code = block("train --fast");
  EXPECT_NE(configuration(), before);
}

TEST_F(StageKey, OtherDataAreAnotherConfiguration) {
  const std::string before = configuration();
  inputs.digests["raw"] = "sha256:2";
  EXPECT_NE(configuration(), before);
}

}  // namespace
}  // namespace recipe::run
