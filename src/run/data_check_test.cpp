#include "run/data_check.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "run/downloads.h"
#include "run/planned_test.h"

namespace recipe::run {
namespace {

class DataChecks : public testing::Test {
 protected:
  Planned planned;
  fakes::RecipeText text;
  const std::string right = data::digest_of_bytes("12345").to_string();
  const std::string other = "sha256:" + std::string(64, 'a');

  void SetUp() override { planned.memory.files.put("/nowhere/data.csv", "12345"); }
  /// "same data.csv, ..."
  static std::string shown(const Result<std::vector<DataCheck>>& checks) {
    if (!checks) return checks.error().to_string();
    std::vector<std::string> words;
    for (const DataCheck& check : *checks) {
      words.push_back(std::string(to_string(check.match)) + " " + check.name);
    }
    return join(words, ", ");
  }
  std::string kept() {
    const Plan plan = planned.plan(text);
    return shown(check_kept_data(planned.memory.world, plan, workspace_beside("/nowhere")));
  }
  std::string given(const std::string& name) {
    const Plan plan = planned.plan(text);
    return shown(
        check_given_data(planned.memory.world, plan, workspace_beside("/nowhere"), name, "/given"));
  }
};

TEST_F(DataChecks, OfWhatIsKept) {
  EXPECT_EQ(kept(), "unstated data.csv");
  text.raw_path = "- Source: data.csv\n- Size: 5 bytes\n";
  EXPECT_EQ(kept(), "same data.csv");
  text.raw_path = "- Source: data.csv\n- Size: 6 bytes\n";
  EXPECT_EQ(kept(), "differs data.csv");
  text.raw_path = "- Source: data.csv\n- Digest: " + right + "\n";
  EXPECT_EQ(kept(), "same data.csv");
  text.raw_path = "- Source: data.csv\n- Size: 6 bytes\n- Digest: " + right + "\n";
  EXPECT_EQ(kept(), "differs data.csv");
  text.raw_path = "- Source: data.csv\n- Digest: " + other + "\n";
  EXPECT_EQ(kept(), "differs data.csv");
  text.raw_path = "- Source: absent.csv\n- Digest: " + other + "\n";
  EXPECT_EQ(kept(), "missing absent.csv");
}

TEST_F(DataChecks, OfWhatWasFetched) {
  text.raw_path = "- Source: https://host/far.csv\n- Digest: " + right + "\n";
  EXPECT_EQ(kept(), "missing far.csv");
  const Plan plan = planned.plan(text);
  planned.memory.files.put(
      download_folder(workspace_beside("/nowhere"), "raw", plan.recipe->raw.parts.front()) +
          "/far.csv",
      "12345");
  EXPECT_EQ(kept(), "same far.csv");
}

TEST_F(DataChecks, OfTheWhole) {
  text.raw_path =
      "| File | Source |\n| --- | --- |\n| data.csv | data.csv |\n\n- Digest: " + other + "\n";
  EXPECT_EQ(kept(), "unstated data.csv, missing raw");
  planned.memory.files.put("/given/data.csv", "12345");
  EXPECT_EQ(given("raw"), "unstated data.csv, differs raw");
}

TEST_F(DataChecks, OfWhatIsGiven) {
  planned.memory.files.put("/given/test.csv", "12345");
  text.processing_path = "| Split | Path | Digest |\n| --- | --- | --- |\n| test | test.csv | " +
                         right + " |\n| train | train.csv | " + right + " |\n| out | ../x | " +
                         right + " |\n";
  EXPECT_EQ(given("processed"), "same split test, missing split train");
  text.outputs = "- Source: https://host/model\n- Digest: " + other + "\n";
  EXPECT_EQ(given("model"), "differs model");
  EXPECT_EQ(given("pretrained"), "");
}

TEST_F(DataChecks, NameTheFilesThatDiffer) {
  const std::string one = data::digest_of_bytes("1").hex();
  const auto manifest = [&](const char* name) { return one + " 1 ./" + name + "\n"; };
  const std::string earlier = manifest("a") + manifest("gone");
  const auto before = data::digest_of_listing(*data::parse_manifest(earlier));
  text.raw_path =
      "| File | Source |\n| --- | --- |\n| x | x |\n\n- Digest: " + before.to_string() + "\n";
  planned.memory.files.put("/given/a", "2");
  planned.memory.files.put("/given/b", "1");
  const auto difference = [&] {
    const Plan plan = planned.plan(text);
    return check_given_data(planned.memory.world, plan, workspace_beside("/nowhere"), "raw",
                            "/given")
        .value()
        .back()
        .difference;
  };
  EXPECT_EQ(difference(), "") << "nobody knows";
  const std::string known = "1 file differs (./a); 1 file is missing (./gone); 1 file is new (./b)";
  planned.memory.files.put("/given.manifest", earlier);
  EXPECT_EQ(difference(), known);
  planned.memory.files.put("/given.manifest", manifest("a"));
  EXPECT_EQ(difference(), "") << "of other data";
  planned.memory.files.put("/nowhere/.recipe/stages/raw-data/k/data.manifest", earlier);
  EXPECT_EQ(difference(), known);
}

TEST(ProgressText, SaysHowFarAndHowLong) {
  EXPECT_EQ(progress_text("a.tar", {5, {}, 0, {}}), "a.tar: 5 bytes");
  EXPECT_EQ(progress_text("a.tar", {1U << 20, 4U << 20, 512 * 1024.0, 6.0}),
            "a.tar: 25 % of 4.0 MiB, 512 KiB/s, 6 s left");
  EXPECT_EQ(progress_text("a.tar", {4U << 20, 4U << 20, 3 * 1024.0 * 1024.0, 0.0}),
            "a.tar: 100 % of 4.0 MiB, 3.0 MiB/s");
}

TEST(WebSources, AreFiles) {
  document::Part part;
  for (const char* url : {"https://host", "https://host/", "https://host/?x=/y", "s3://bucket/key",
                          "data.csv", "https://host/a", "HTTP://host/b?x=1"}) {
    part.sources.push_back({*parse_location(url), {}});
  }
  EXPECT_EQ(web_sources(part), (std::vector<std::string>{"https://host/a", "HTTP://host/b?x=1"}));
}

}  // namespace
}  // namespace recipe::run
