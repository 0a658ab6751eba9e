#include "run/hyperparameters.h"

#include <gtest/gtest.h>

#include "fakes/recipe_text.h"

namespace recipe::run {
namespace {

Hyperparameters hyperparameters(const std::string& section, const std::string& profile = "") {
  fakes::RecipeText text;
  text.hyperparameters = section;
  return hyperparameters_of(document::parse(SourceText("recipe.md", text.text())), profile);
}

TEST(Hyperparameters, AVariableIsWrittenPlainly) {
  const std::pair<const char*, const char*> cases[] = {
      {"1,000", "1000"},
      {"50 %", "0.5"},
      {"5 epochs", "5"},
      {"1e-4", "1e-4"},
      {"0.0001", "0.0001"},
      {"64 (per GPU)", "64"},
      {"500K", "500000"},
      {"~24 hours", "24"},
      {"150000, 300000", "150000,300000"},
      {"[0.1, 1e-5]", "0.1,1e-05"},
      {"yes", "true"},
      {"off", "false"},
      {"SGD with momentum", "SGD with momentum"},
      {"cosine (see below)", "cosine (see below)"},
      {"a; rm -rf /", "a; rm -rf /"},
  };
  for (const auto& [written, variable] : cases) {
    EXPECT_EQ(as_variable(parse_value(written)), variable) << written;
  }
}

TEST(Hyperparameters, AreVariablesAndJson) {
  const Hyperparameters all = hyperparameters(
      "- Batch size: 64\n- Optimizer: SGD\n- Nesterov: yes\n- Steps: 10, 20\n- Dropout: 50 %\n");
  EXPECT_EQ(all.variables, (std::map<std::string, std::string>{{"BATCH_SIZE", "64"},
                                                               {"OPTIMIZER", "SGD"},
                                                               {"NESTEROV", "true"},
                                                               {"STEPS", "10,20"},
                                                               {"DROPOUT", "0.5"}}));
  EXPECT_EQ(to_line(all.json), R"({"Batch size":64,"Optimizer":"SGD","Nesterov":true,)"
                               R"("Steps":[10,20],"Dropout":0.5})");
}

TEST(Hyperparameters, WhatIsSpecialToAShellIsNoVariable) {
  const Hyperparameters all = hyperparameters(
      "- Path: 1\n- LD preload: 2\n- Recipe data: 3\n- Bash env: 4\n- Home: 5\n- 2nd: 6\n");
  EXPECT_EQ(all.variables, (std::map<std::string, std::string>{}));
  EXPECT_EQ(all.json.size(), 6U) << "programs may read them from the file";
}

TEST(Hyperparameters, AProfileReplacesCellsThatAreNotEmpty) {
  const std::string table =
      "Profiles: smoke\n\n| Name | Value | smoke |\n| --- | --- | --- |\n| Epochs | 90 | 1 |\n"
      "| Batch size | 64 | |\n| Seed | 7 | 8 |\n";
  EXPECT_EQ(hyperparameters(table).variables.at("EPOCHS"), "90");
  const Hyperparameters smoke = hyperparameters(table, "smoke");
  EXPECT_EQ(smoke.variables.at("EPOCHS"), "1");
  EXPECT_EQ(smoke.variables.at("BATCH_SIZE"), "64");
  EXPECT_EQ(hyperparameters(table).seed, 7U);
  EXPECT_EQ(smoke.seed, 8U);
}

TEST(Hyperparameters, TheSeedIsAWholeNumberElseOne) {
  EXPECT_EQ(hyperparameters("- Epochs: 3\n").seed, 1U);
  EXPECT_EQ(hyperparameters("- Seed: 0\n").seed, 0U);
  EXPECT_EQ(hyperparameters("- Seed: 42 (as in the paper)\n").seed, 42U);
  for (const char* none : {"-1", "1e300", "0.5", "random", "1, 2"}) {
    EXPECT_EQ(hyperparameters(std::string("- Seed: ") + none + "\n").seed, 1U) << none;
  }
}

TEST(Hyperparameters, AScriptNamesAVariableByTheWholeWord) {
  for (const char* script : {"$LR", "${LR}", "${LR:-1}", "x LR", "\"$LR\"", "a=$LR;", "$XLR $LR"}) {
    EXPECT_TRUE(names_variable(script, "LR")) << script;
  }
  for (const char* script : {"", "$LR_MIN", "$XLR", "$LR2", "lr", "$_LR"}) {
    EXPECT_FALSE(names_variable(script, "LR")) << script;
  }
}

TEST(Hyperparameters, TrainingSeesAllOthersWhatTheyName) {
  const Hyperparameters all = hyperparameters("- LR: 0.1\n- Epochs: 3\n");
  using Seen = std::map<std::string, std::string>;
  using document::Stage;
  EXPECT_EQ(seen_by(all, Stage::training, ""), (Seen{{"LR", "0.1"}, {"Epochs", "3"}}));
  EXPECT_EQ(seen_by(all, Stage::evaluation, "eval"), Seen{});
  EXPECT_EQ(seen_by(all, Stage::evaluation, "eval $LR"), (Seen{{"LR", "0.1"}}));
  EXPECT_EQ(seen_by(all, Stage::evaluation, "eval < $RECIPE_HYPERPARAMETERS").size(), 2U);
}

}  // namespace
}  // namespace recipe::run
