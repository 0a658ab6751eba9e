#include "run/shared_results.h"

#include <gtest/gtest.h>

#include "fakes/memory_world.h"

namespace recipe::run {
namespace {

class Shared : public testing::Test {
 protected:
  fakes::MemoryWorld memory;
  const std::string key = std::string(64, 'a');
  const StageFolder made{"/one/.recipe/stages/training/aaaa"};
  const StageFolder wanted{"/two/.recipe/stages/training/aaaa"};

  void SetUp() override {
    memory.environment.variables = {{"RECIPE_CACHE", "/cache"}};
    memory.files.put(made.model() + "/a/weights", "123");
    memory.files.put(made.model() + "/copy", "123");
    ASSERT_TRUE(memory.files.make_directory(made.output()));
    ASSERT_TRUE(memory.files.make_directory("/two/.recipe/stages/training"));
  }
  SharedResults shared() { return SharedResults::find(memory.world).value(); }
  record::StageRecord stage() {
    record::StageRecord stage;
    stage.stage = "training";
    stage.key = key;
    stage.outputs = {{"model", made.model(), "sha256:" + std::string(64, '0'), 6}};
    stage.log = made.log();
    return stage;
  }
  std::vector<std::string> objects() {
    std::vector<std::string> found;
    for (const std::string& path : memory.files.paths()) {
      if (path.starts_with("/cache/objects/")) found.push_back(path);
    }
    return found;
  }
};

TEST_F(Shared, AResultIsBroughtToAnotherFolder) {
  ASSERT_TRUE(shared().keep(stage(), made));
  EXPECT_EQ(objects().size(), 1U) << "the same bytes are kept once";
  EXPECT_TRUE(shared().bring(key, wanted).value());
  EXPECT_EQ(memory.files.at(wanted.model() + "/a/weights"), "123");
  EXPECT_EQ(memory.files.at(wanted.model() + "/copy"), "123");
  EXPECT_EQ(memory.files.status(wanted.model() + "/copy", os::Follow::no).value()->mode & 0222U,
            0U);
  EXPECT_TRUE(memory.files.status(wanted.output(), os::Follow::no).value());
  const auto json = parse_json(memory.files.at(wanted.finished()));
  EXPECT_EQ(record::stage_from_json(*json).outputs.at(0).path, wanted.model());
}

TEST_F(Shared, AFileWithANameThatJsonCannotHoldIsNotKept) {
  memory.files.put(made.model() + "/\xff", "123");
  ASSERT_TRUE(shared().keep(stage(), made));
  EXPECT_FALSE(shared().bring(key, wanted).value());
}

TEST_F(Shared, WhatIsNotKeptIsNotBrought) {
  EXPECT_FALSE(shared().bring(key, wanted).value());
  EXPECT_FALSE(memory.files.status(wanted.path, os::Follow::no).value());
}

TEST_F(Shared, AChangedFileIsForgottenAndWhatWasThereStays) {
  ASSERT_TRUE(shared().keep(stage(), made));
  memory.files.put(objects().at(0), "other");
  memory.files.put(wanted.model() + "/partial", "half");
  EXPECT_FALSE(shared().bring(key, wanted).value());
  EXPECT_EQ(memory.files.at(wanted.model() + "/partial"), "half");
  EXPECT_TRUE(objects().empty());
  EXPECT_FALSE(shared().bring(key, wanted).value());
  ASSERT_TRUE(shared().keep(stage(), made));
  EXPECT_TRUE(shared().bring(key, wanted).value());
}

TEST_F(Shared, AnEditedResultIsNone) {
  ASSERT_TRUE(shared().keep(stage(), made));
  const std::string result = "/cache/results/aa/" + key + ".json";
  for (const char* text : {"", "{}", "[1]", "{\"stage\": {}, \"folders\": {\"../x\": []}}",
                           "{\"stage\": {}, \"folders\": {\"model\": [[1, 2, 3, 4]]}}"}) {
    memory.files.put(result, text);
    EXPECT_FALSE(shared().bring(key, wanted).value()) << text;
  }
}

TEST_F(Shared, APathLeadsNowhereElse) {
  ASSERT_TRUE(shared().keep(stage(), made));
  const std::string result = "/cache/results/aa/" + key + ".json";
  std::string text = memory.files.at(result);
  text.replace(text.find("a/weights"), 9, "../../out");
  memory.files.put(result, text);
  EXPECT_FALSE(shared().bring(key, wanted).value());
  for (const std::string& path : memory.files.paths()) {
    EXPECT_EQ(path.find("out"), path.find("output")) << path;
  }
}

TEST_F(Shared, AFetchedFileIsBroughtByItsDigest) {
  memory.files.put("/one/numbers", "1 2 3");
  const Digest digest = data::digest_of_bytes("1 2 3");
  const Digest other = data::digest_of_bytes("1 2 4");
  ASSERT_TRUE(shared().keep_file("/one/numbers", digest, 5));
  EXPECT_EQ(objects().size(), 1U);
  EXPECT_EQ(shared().bring_file(digest, "/two/numbers").value(), 5U);
  EXPECT_EQ(memory.files.at("/two/numbers"), "1 2 3");
  EXPECT_FALSE(shared().bring_file(other, "/two/others").value());
  EXPECT_FALSE(memory.files.status("/two/others", os::Follow::no).value());
  EXPECT_EQ(shared().collect(1e18).value().bytes, 0U) << "it is of use";
  EXPECT_EQ(shared().collect(-1e18).value().bytes, 5U);
}

TEST_F(Shared, AnEditedFileIsNotBrought) {
  memory.files.put("/one/numbers", "1 2 3");
  const Digest digest = data::digest_of_bytes("1 2 3");
  ASSERT_TRUE(shared().keep_file("/one/numbers", digest, 5));
  memory.files.put(objects().at(0), "1 2 4");
  EXPECT_FALSE(shared().bring_file(digest, "/two/numbers").value());
  EXPECT_FALSE(memory.files.status("/two/numbers", os::Follow::no).value());
  EXPECT_TRUE(objects().empty());
  memory.files.put("/one/numbers", "1 2 3");
  ASSERT_TRUE(shared().keep_file("/one/numbers", digest, 5));
  EXPECT_EQ(shared().bring_file(digest, "/two/numbers").value(), 5U);
}

TEST_F(Shared, NoFileIsAStage) {
  // Bytes whose digest is what another result goes by.
  memory.files.put("/one/numbers", "1 2 3");
  const Digest digest = data::digest_of_bytes("1 2 3");
  ASSERT_TRUE(shared().keep_file("/one/numbers", digest, 5));
  EXPECT_FALSE(shared().bring(digest.hex(), wanted).value());
}

TEST_F(Shared, WhatWasOfNoUseForLongIsCollected) {
  ASSERT_TRUE(shared().keep(stage(), made));
  EXPECT_EQ(shared().collect(1e18).value().results, 0U);
  EXPECT_EQ(objects().size(), 1U);
  const auto collected = shared().collect(-1e18).value();
  EXPECT_EQ(collected.results, 1U);
  EXPECT_EQ(collected.bytes, 3U);
  EXPECT_TRUE(objects().empty());
}

TEST_F(Shared, EveryFailingCallIsToldOrLeavesAWholeResult) {
  for (int n = 1;; ++n) {
    ASSERT_TRUE(memory.files.remove("/cache"));
    ASSERT_TRUE(memory.files.remove(wanted.path));
    fakes::FlakyFiles flaky(memory.files, n);
    os::World world = memory.with(flaky);
    auto failing = SharedResults::find(world).value();
    const auto kept = failing.keep(stage(), made);
    const auto brought = failing.bring(key, wanted);
    if (flaky.calls() < n) {
      EXPECT_TRUE(kept && brought && *brought);
      break;
    }
    if (brought && *brought) {
      EXPECT_EQ(memory.files.at(wanted.model() + "/a/weights"), "123") << n;
      EXPECT_EQ(memory.files.at(wanted.model() + "/copy"), "123") << n;
    }
    ASSERT_TRUE(shared().keep(stage(), made)) << n;
    EXPECT_TRUE(shared().bring(key, wanted).value()) << n;
  }
}

}  // namespace
}  // namespace recipe::run
