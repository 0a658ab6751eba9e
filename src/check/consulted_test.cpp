#include "check/consulted.h"

#include <gtest/gtest.h>

#include "fakes/memory_facts.h"

namespace recipe::check {
namespace {

class Recorded : public ::testing::Test {
 protected:
  Recorded() {
    facts.head.files["a/train.py"] = "x";
    facts.head.files["a/base.py"] = "x";
    facts.scripts["a/train.py"].sources = {"a/train.py", "a/base.py"};
  }
  MemoryFacts facts;
  Consulted consulted;
};

TEST_F(Recorded, KnowsWhatWasReadAndLookedForInVain) {
  RecordingFacts recording(facts, consulted);
  const code::Tree* tree = recording.tree("");
  EXPECT_EQ(tree->commit(), facts.head.commit());
  EXPECT_TRUE(tree->find("a/train.py"));
  EXPECT_FALSE(tree->find("b"));
  EXPECT_TRUE(tree->find("a"));
  EXPECT_TRUE(consulted.meets({"a/train.py"}));
  EXPECT_TRUE(consulted.meets({"b/now/here.py"}));
  EXPECT_FALSE(consulted.meets({"a/other.py"}));
  EXPECT_FALSE(consulted.meets({}));
}

TEST_F(Recorded, KnowsTheFilesThatAProgramImports) {
  RecordingFacts recording(facts, consulted);
  recording.script(*recording.tree(""), "a/train.py");
  EXPECT_TRUE(consulted.meets({"a/base.py"}));
}

TEST_F(Recorded, KnowsNamesLookedForAnywhere) {
  RecordingFacts recording(facts, consulted);
  recording.tree("")->named("setup.sh");
  EXPECT_TRUE(consulted.meets({"deep/down/setup.sh"}));
}

TEST_F(Recorded, LeavesOtherCommitsAlone) {
  facts.at["abcdef0123456789abcdef0123456789abcdef01"].files["old.py"] = "x";
  RecordingFacts recording(facts, consulted);
  EXPECT_TRUE(recording.tree("abcdef0")->find("old.py"));
  EXPECT_FALSE(consulted.meets({"old.py"}));
}

}  // namespace
}  // namespace recipe::check
