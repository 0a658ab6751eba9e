#include "run/plan.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "fakes/temporary_folder.h"
#include "run/planned_test.h"

namespace recipe::run {
namespace {

using document::Stage;
using fakes::block;
using fakes::RecipeText;

class Plans : public testing::Test {
 protected:
  Planned planned;
  RecipeText text;

  std::vector<std::string> problems() {
    std::vector<std::string> rules;
    for (const Diagnostic& problem : planned.plan(text).problems) {
      EXPECT_EQ(problem.severity, Severity::error);
      rules.push_back(problem.rule);
    }
    return rules;
  }
};

using Rules = std::vector<std::string>;

TEST_F(Plans, NothingIsWrongWithAPlainRecipe) { EXPECT_EQ(problems(), Rules{}); }

TEST_F(Plans, APlaceholderIsNamedAtItsPlace) {
  text.training_code = block("train --data /path/to/data <your-token>");
  const Plan plan = planned.plan(text);
  ASSERT_EQ(plan.problems.size(), 2U);
  EXPECT_EQ(plan.problems[0].rule, "placeholder-in-command");
  EXPECT_EQ(planned.recipe->source.text(plan.problems[0].span), "/path/to/data");
  text.training_code = block("train /path/to/data", "sh example") + block("train");
  EXPECT_EQ(problems(), Rules{}) << "an example may hold one";
  text.training_code = block("make /path/to/x", "sh build") + block("train");
  EXPECT_EQ(problems(), Rules{"placeholder-in-command"});
  text.training_code = block("train");
  text.environment = block("pip install /path/to/x");
  EXPECT_EQ(problems(), Rules{"placeholder-in-command"});
}

TEST_F(Plans, CommandsStayInTheCheckout) {
  for (const char* outside : {"../x", "/x", "a/../../x"}) {
    text.training_code = block("train") + "\n- Folder: " + outside + "\n";
    EXPECT_EQ(problems(), Rules{"folder-outside-checkout"}) << outside;
  }
  text.training_code = block("train") + "\n- Folder: a/../b\n";
  EXPECT_EQ(planned.plan(text).stage(Stage::training).folder, "b");
}

TEST_F(Plans, AForeignRepositoryNeedsACommit) {
  text.training_code = block("train") + "\n- Repository: https://github.com/a/b\n";
  EXPECT_EQ(problems(), Rules{"commit-missing"});
  text.training_code += std::string("- Commit: ") + fakes::some_commit + "\n";
  EXPECT_EQ(problems(), Rules{});
  const Plan plan = planned.plan(text);
  const PlannedStage& training = plan.stage(Stage::training);
  EXPECT_EQ(training.sources.at(0).repository, "https://github.com/a/b");
  EXPECT_EQ(training.sources.at(0).commit, fakes::some_commit);
  EXPECT_EQ(training.folder, ".");
}

TEST_F(Plans, ARepositoryThatRunsCommandsIsRefused) {
  text.training_code =
      block("train") + "\n- Repository: `ext::sh`\n- Commit: " + fakes::some_commit + "\n";
  EXPECT_EQ(problems(), Rules{"repository-not-fetchable"});
}

TEST_F(Plans, ACheckoutsVariableCannotBeOneThatMattersElsewhere) {
  const auto table = [](const std::string& variable) {
    return block("train") + "\n| Repository | Commit | Variable |\n| --- | --- | --- |\n" +
           "| https://github.com/a/b | " + fakes::some_commit + " | " + variable + " |\n";
  };
  text.training_code = table("`MODELS`");
  EXPECT_EQ(problems(), Rules{});
  for (const char* taken : {"PATH", "RECIPE_DATA", "LD_PRELOAD", "BASH_ENV"}) {
    text.training_code = table(taken);
    EXPECT_EQ(problems(), Rules{"variable-not-allowed"}) << taken;
  }
}

TEST_F(Plans, WithoutWorktreeACommitIsAsked) {
  planned.options.worktree = false;
  EXPECT_EQ(problems(), Rules{"commit-missing"});
  text.training_code += std::string("\n- Commit: ") + fakes::some_commit + "\n";
  EXPECT_EQ(problems(), Rules{"no-repository"}) << "the recipe's folder is in none";
}

TEST_F(Plans, TheUsersMistakesAreErrors) {
  planned.options.profile = "smok";
  EXPECT_NE(planned.tried(text.text()).error().message.find("has no profile smok"),
            std::string::npos);
  planned.options.profile = "";
  planned.options.data = {{"model", "absent"}};
  EXPECT_NE(planned.tried(text.text()).error().message.find("there is no such folder"),
            std::string::npos);
  planned.options.data = {{"modle", "/nowhere"}};
  EXPECT_NE(planned.tried(text.text()).error().message.find("the name is one of"),
            std::string::npos);
}

TEST_F(Plans, AVariableThatIsSetKeepsItsValue) {
  text.hyperparameters = "- LR: 0.1\n- Epochs: 3\n";
  planned.memory.environment.variables = {{"LR", "mine"}};
  const Plan plan = planned.plan(text);
  EXPECT_EQ(plan.hyperparameters.variables.count("LR"), 0U);
  EXPECT_EQ(plan.hyperparameters.variables.count("EPOCHS"), 1U);
  ASSERT_EQ(plan.notes.size(), 1U);
  EXPECT_NE(plan.notes[0].find("$LR is set"), std::string::npos);
  EXPECT_TRUE(plan.hyperparameters.json.contains("LR"));
}

TEST_F(Plans, BlocksOfAStageAreOneScript) {
  text.training_code = block("cd a\nexport B=1") + block("make", "sh build") +
                       block("$ train\nloss 1", "console") + block("look", "sh example");
  const Plan plan = planned.plan(text);
  EXPECT_EQ(plan.stage(Stage::training).script, "cd a\nexport B=1\ntrain\n");
  EXPECT_EQ(plan.stage(Stage::training).build, "make\n");
}

TEST_F(Plans, TheStemIsTheNameWithoutItsEnding) {
  Plan plan;
  const std::pair<const char*, const char*> cases[] = {
      {"recipe.md", "recipe"}, {"a.b.md", "a.b"}, {"recipe", "recipe"}, {".md", ".md"}};
  for (const auto& [name, stem] : cases) {
    plan.file_name = name;
    EXPECT_EQ(plan.stem(), stem);
  }
}

/// With a real repository, because libgit2 reads it.
TEST(PlanInARepository, TheRecipesOwnRepositoryIsKnownByAnyName) {
  fakes::TemporaryFolder folder;
  folder.shell("git init -q r; git -C r remote add origin https://github.com/a/b");
  RecipeText text;
  const std::string commit = std::string("- Commit: ") + fakes::some_commit + "\n";
  text.training_code = block("train") + "\n- Repository: https://github.com/a/b\n" + commit;
  text.evaluation_code = block("evaluate") + "\n- Repository: ../..\n" + commit;
  text.inference_code = block("infer") + "\n" + commit;
  folder.put("r/examples/x/recipe.md", text.text());
  const document::Recipe recipe = document::parse(SourceText("recipe.md", text.text()));
  const Plan plan =
      make_plan(os::real_world(), recipe, folder / "r/examples/x/recipe.md", {}).value();
  EXPECT_TRUE(plan.problems.empty());
  EXPECT_EQ(plan.folder_in_repository, "examples/x");
  for (const Stage stage : {Stage::training, Stage::evaluation, Stage::inference}) {
    EXPECT_EQ(plan.stage(stage).sources.at(0).repository, "") << to_string(stage);
    EXPECT_EQ(plan.stage(stage).folder, "examples/x");
  }
}

}  // namespace
}  // namespace recipe::run
