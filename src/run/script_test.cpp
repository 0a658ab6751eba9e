// A real bash says what is a shell script.

#include "run/script.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "fakes/temporary_folder.h"
#include "run/planned_test.h"

namespace recipe::run {
namespace {

using fakes::block;
using fakes::RecipeText;

class Script : public testing::Test {
 protected:
  Planned planned;
  RecipeText text;
  fakes::TemporaryFolder folder;

  std::string script() { return as_shell_script(planned.plan(text)); }
  /// What bash says of the syntax: nothing if it is well.
  std::string complaint() {
    folder.put("script.sh", script());
    return folder.shell("bash -n script.sh 2>&1");
  }
};

TEST_F(Script, OfEveryStageIsBash) {
  text.raw_path =
      "| File | Source | Digest |\n| --- | --- | --- |\n| it's.csv | data.csv | sha256:" +
      std::string(64, 'a') + " |\n";
  text.processing_code = block("process \"$RECIPE_RAW_DATA\"");
  text.training_code = block("make", "sh build") + block("train");
  text.evaluation_code = block("evaluate");
  text.serialization = block("export");
  text.inference_code = block("infer");
  text.environment = "Packages: cmake >= 3, git\n\n" + block("pip install x");
  EXPECT_EQ(complaint(), "");
  text.training_code +=
      std::string("- Repository: https://github.com/a/b\n- Commit: ") + fakes::some_commit + "\n";
  EXPECT_EQ(complaint(), "");
  text.training_code = "Not applicable. It's \"done\" & `ran` $(elsewhere).\n";
  EXPECT_EQ(complaint(), "");
}

TEST_F(Script, FetchesWithCurl) {
  text.raw_path =
      "- File: it's.csv\n- Source: https://host/a?x=1&y='$(touch ran)'\n- Source: https://host/b\n";
  text.hyperparameters = "- Pre-trained model: https://host/start.bin\n";
  EXPECT_EQ(complaint(), "");
  EXPECT_NE(script().find("curl -fL --retry 5 -C - -o \"$work/raw-data/data\"/"),
            std::string::npos);
  EXPECT_NE(script().find(".part https://host/b\n"), std::string::npos);
  EXPECT_NE(script().find("RECIPE_PRETRAINED=\"$work/pretrained\"/start.bin"), std::string::npos);
  text.outputs =
      "- Source: https://host/model.bin\n- Digest: sha256:" + std::string(64, 'a') + "\n";
  text.evaluation_code = block("evaluate");
  planned.options.from = From::model;
  EXPECT_EQ(complaint(), "");
  EXPECT_NE(script().find("-o \"$work/training/model\"/model.bin.part https://host/model.bin"),
            std::string::npos);
  EXPECT_NE(script().find("RECIPE_MODEL=\"$work/training/model\""), std::string::npos);
}

TEST_F(Script, HostileTextStaysText) {
  text.hyperparameters =
      "- Quote: it's \"x\" `y` $(touch ran)\n- Mark: RECIPE\n- Semicolon: a; touch ran\n";
  text.training_code = block("cat <<'RECIPE'\nx\nRECIPE\nRECIPE_\necho $QUOTE") +
                       "\n- Folder: `a\"$(touch ran)'b`\n";
  planned.memory.files.put("/given/$(touch ran)'\"/x", "x");
  planned.options.data["raw"] = "/given/$(touch ran)'\"";
  EXPECT_EQ(complaint(), "");
  folder.put("data.csv", "x");
  folder.shell("bash script.sh > out 2>&1 || true");
  EXPECT_EQ(folder.at("ran"), "(no such file)") << folder.at("out");
}

TEST_F(Script, NamesEveryStageWithItsFate) {
  planned.options.profile = "smoke";
  text.hyperparameters =
      "Profiles: smoke\n\n| Name | Value | smoke |\n| --- | --- | --- |\n"
      "| Seed | 7 | 8 |\n";
  const std::string made = script();
  EXPECT_TRUE(made.starts_with("#!/bin/bash\n# recipe.md, profile smoke, seed 8\n")) << made;
  int number = 0;
  for (const document::Stage stage : document::all_stages) {
    const std::string line = "\n# " + std::to_string(++number) + ". ";
    EXPECT_NE(made.find(line + std::string(to_string(stage)) + ": "), std::string::npos);
  }
}

TEST_F(Script, DoesWhatItSays) {
  folder.put("data.csv", "1\n2\n");
  text.processing_code = block("sort -r \"$RECIPE_RAW_DATA/data.csv\" > \"$RECIPE_DATA/sorted\"");
  text.training_code =
      block("echo built > built.txt", "sh build") +
      block("cd \"$RECIPE_DATA\"\nx=$(cat sorted)\necho $x $LR $RECIPE_SEED > \"$RECIPE_MODEL/m\"");
  text.hyperparameters = "- LR: 0.1\n- Seed: 3\n";
  text.evaluation_code =
      block("echo loss=1 >> \"$RECIPE_METRICS\"; pwd > \"$RECIPE_OUTPUT/where\"") +
      "\n- Folder: sub dir\n";
  folder.put("sub dir/x", "");
  EXPECT_EQ(complaint(), "");
  EXPECT_EQ(folder.shell("bash script.sh 2>&1"), "");
  EXPECT_EQ(folder.at(".recipe/by-hand/training/model/m"), "2 1 0.1 3\n");
  EXPECT_EQ(folder.at(".recipe/by-hand/evaluation/metrics.jsonl"), "loss=1\n");
  EXPECT_EQ(folder.at("built.txt"), "built\n");
  EXPECT_TRUE(trim(folder.at(".recipe/by-hand/evaluation/output/where")).ends_with("/sub dir"));
}

TEST_F(Script, StopsAtDataWithAnotherDigest) {
  folder.put("data.csv", "x");
  text.raw_path = "- Source: data.csv\n- Digest: sha256:" + std::string(64, 'a') + "\n";
  text.training_code = block("touch ran");
  EXPECT_EQ(complaint(), "");
  EXPECT_TRUE(folder.shell("bash script.sh").starts_with("exit 1"));
  EXPECT_EQ(folder.at("ran"), "(no such file)");
}

}  // namespace
}  // namespace recipe::run
