#include "run/fate.h"

#include <gtest/gtest.h>

#include "run/planned_test.h"

namespace recipe::run {
namespace {

using document::Stage;
using fakes::block;
using fakes::RecipeText;

class Fates : public testing::Test {
 protected:
  Planned planned;
  RecipeText text;

  void expect(Stage stage, Fate fate, const std::string& reason) {
    const Plan plan = planned.plan(text);
    const PlannedStage& found = plan.stage(stage);
    EXPECT_EQ(to_string(found.fate), to_string(fate)) << found.reason;
    EXPECT_NE(found.reason.find(reason), std::string::npos) << found.reason;
    EXPECT_EQ(found.reason.find('\n'), std::string::npos);
    // The recipe's own words stay as they are.
    EXPECT_EQ(found.reason.ends_with('.'), fate == Fate::not_applicable) << found.reason;
  }
  void give(const std::string& name) {
    planned.memory.files.put("/given/" + name + "/file", "x");
    planned.options.data[name] = "/given/" + name;
  }
};

TEST_F(Fates, EveryStageIsPlannedInOrder) {
  const Plan plan = planned.plan(text);
  ASSERT_EQ(plan.stages.size(), document::all_stages.size());
  for (const Stage stage : document::all_stages) EXPECT_EQ(plan.stage(stage).stage, stage);
}

TEST_F(Fates, RawData) {
  expect(Stage::raw_data, Fate::runs, "1 source beside the recipe");
  text.raw_path = "- Source: https://host/data.csv\n";
  expect(Stage::raw_data, Fate::runs, "1 source to fetch");
  text.raw_path = "- Access: restricted (ask us)\n- Source: https://host/data.csv\n";
  expect(Stage::raw_data, Fate::manual, "https://host/data.csv is restricted (ask us): get");
  text.raw_path = "- Source: https://host/\n";
  expect(Stage::raw_data, Fate::manual, "https://host/ is a web page, not a file");
  text.raw_path = "- Source: s3://bucket/data.csv\n";
  expect(Stage::raw_data, Fate::manual, "s3://bucket/data.csv is not fetched");
  text.raw_path =
      "| File | Source |\n| --- | --- |\n| a | data.csv |\n| b | https://host/data.csv |\n";
  expect(Stage::raw_data, Fate::runs, "1 source beside the recipe, 1 source to fetch");
  text.raw_path = "- Source: https://host/data.csv\n- Source: data.csv\n";
  expect(Stage::raw_data, Fate::runs, "1 source");
  text.raw_path = "- Source: ../data.csv\n";
  expect(Stage::raw_data, Fate::manual, "../data.csv is outside the repository");
  text.raw_path = "Ask the hospital.\n";
  expect(Stage::raw_data, Fate::manual, "pass --data raw=DIR");
  text.raw_path = "Not applicable. It is simulated.\n";
  expect(Stage::raw_data, Fate::not_applicable, "It is simulated");
  give("raw");
  expect(Stage::raw_data, Fate::given, "--data raw=/given/raw");
}

TEST_F(Fates, Environment) {
  expect(Stage::environment, Fate::nothing, "no packages");
  text.environment = "Packages: cmake, git\n";
  expect(Stage::environment, Fate::runs, "checks 2 packages");
  text.environment += "\n" + block("pip install x");
  expect(Stage::environment, Fate::runs, "checks 2 packages, has commands");
  text.environment = block("pip install x", "sh example");
  expect(Stage::environment, Fate::nothing, "no packages");
}

TEST_F(Fates, Processing) {
  expect(Stage::processing, Fate::nothing, "training reads raw data");
  text.processing_code = block("process") + block("more") + block("build", "sh build");
  expect(Stage::processing, Fate::runs, "3 blocks of commands");
  text.processing_code = block("process", "");
  expect(Stage::processing, Fate::manual, "label it `sh`");
  text.processing_code = block("build", "sh build");
  expect(Stage::processing, Fate::manual, "--data processed=DIR");
  text.processing_code = "Not applicable. Training reads the images.\n";
  expect(Stage::processing, Fate::not_applicable, "Training reads the images");
  text.processing_code = block("process");
  give("processed");
  expect(Stage::processing, Fate::given, "/given/processed");
}

TEST_F(Fates, ProcessedDataMayBeLinked) {
  planned.options.from = From::processed;
  text.processing_code = block("process");
  expect(Stage::processing, Fate::manual, "--data processed=DIR");
  text.processing_path = "- Source: s3://bucket/processed\n";
  expect(Stage::processing, Fate::manual, "s3://bucket/processed");
  text.processing_path = "- Source: processed\n";
  expect(Stage::processing, Fate::given, "the recipe links to");
  expect(Stage::raw_data, Fate::nothing, "the processed data are given");
  text.training_code = block("train $RECIPE_RAW_DATA");
  expect(Stage::raw_data, Fate::runs, "1 source");
}

TEST_F(Fates, Training) {
  expect(Stage::training, Fate::runs, "1 block of commands");
  text.training_code = "";
  expect(Stage::training, Fate::manual, "--data model=DIR");
  give("model");
  expect(Stage::training, Fate::given, "/given/model");
  planned.options.data.clear();
  planned.options.from = From::model;
  text.outputs = "- Source: model.bin\n";
  expect(Stage::training, Fate::given, "the recipe links to");
  text.outputs = "- Source: hdfs://a/model.bin\n";
  expect(Stage::training, Fate::manual, "hdfs://a/model.bin");
}

TEST_F(Fates, Evaluation) {
  expect(Stage::evaluation, Fate::from_training, "no commands");
  text.evaluation_code = "The accuracy is computed by the training script.\n";
  expect(Stage::evaluation, Fate::from_training, "computed by the training script");
  text.evaluation_code = block("evaluate");
  expect(Stage::evaluation, Fate::runs, "1 block");
}

TEST_F(Fates, SerializationAndInference) {
  expect(Stage::serialization, Fate::nothing, "no such section");
  expect(Stage::inference, Fate::nothing, "no commands");
  text.serialization = "Not applicable. It is not deployed.\n";
  expect(Stage::serialization, Fate::not_applicable, "It is not deployed");
  text.serialization = block("export");
  text.inference_code = block("infer");
  expect(Stage::serialization, Fate::runs, "1 block");
  expect(Stage::inference, Fate::runs, "1 block");
}

TEST_F(Fates, OneStageNeedsOnlyWhatIsBeforeIt) {
  text.processing_code = block("process");
  text.evaluation_code = block("evaluate");
  text.serialization = block("export");
  text.inference_code = block("infer");
  planned.options.stage = Stage::training;
  expect(Stage::processing, Fate::runs, "");
  expect(Stage::training, Fate::runs, "");
  expect(Stage::evaluation, Fate::nothing, "not needed for --stage training");
  expect(Stage::inference, Fate::nothing, "not needed for --stage training");
  planned.options.stage = Stage::inference;
  expect(Stage::training, Fate::runs, "");
  expect(Stage::evaluation, Fate::nothing, "not needed for --stage inference");
  expect(Stage::serialization, Fate::nothing, "not needed for --stage inference");
}

TEST_F(Fates, OneStageNeedsTheStagesWhoseOutputItNames) {
  text.evaluation_code = block("evaluate");
  text.serialization = block("export $RECIPE_OUTPUT_EVALUATION");
  text.inference_code = block("infer $RECIPE_OUTPUT_SERIALIZATION");
  planned.options.stage = Stage::inference;
  expect(Stage::serialization, Fate::runs, "");
  expect(Stage::evaluation, Fate::runs, "");
}

TEST_F(Fates, APretrainedModelIsFetchedOrManual) {
  text.hyperparameters = "- Pre-trained model: s3://bucket/model.bin\n";
  expect(Stage::training, Fate::manual, "--data pretrained=DIR");
  give("pretrained");
  expect(Stage::training, Fate::runs, "");
  EXPECT_EQ(planned.plan(text).pretrained, "/given/pretrained");
  planned.options.data.clear();
  text.hyperparameters = "- Pre-trained model: model.bin\n";
  EXPECT_EQ(planned.plan(text).pretrained, "/nowhere/model.bin");
  text.hyperparameters = "- Pre-trained model: https://host/model.bin\n";
  expect(Stage::training, Fate::runs, "");
  const Plan plan = planned.plan(text);
  EXPECT_TRUE(plan.pretrained_is_fetched);
  EXPECT_TRUE(plan.pretrained.starts_with("/nowhere/.recipe/downloads/pretrained/"));
  EXPECT_TRUE(plan.pretrained.ends_with("/model.bin"));
}

TEST_F(Fates, ALinkOnTheWebIsFetched) {
  planned.options.from = From::model;
  text.outputs = "- Source: https://host/model.bin\n";
  expect(Stage::training, Fate::given, "the recipe links to https://host/model.bin");
  EXPECT_TRUE(planned.plan(text).stage(Stage::training).fetched);
  text.outputs = "- Access: restricted\n- Source: https://host/model.bin\n";
  expect(Stage::training, Fate::manual, "https://host/model.bin is restricted: get it");
  text.outputs = "- Source: hdfs://host/model.bin\n";
  expect(Stage::training, Fate::manual, "is not fetched by this program: get it and pass --data");
}

}  // namespace
}  // namespace recipe::run
