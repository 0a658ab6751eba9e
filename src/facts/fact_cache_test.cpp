#include "facts/fact_cache.h"

#include <gtest/gtest.h>

#include "fakes/memory_cache.h"
#include "fakes/memory_world.h"

namespace recipe::facts {
namespace {

class FactCacheTest : public testing::Test {
 protected:
  FactCacheTest() { memory.world.cache = &cache; }

  void install(const std::string& program) {
    ASSERT_TRUE(memory.files.make_directory("/proc/self"));
    ASSERT_TRUE(memory.files.write("/proc/self/exe", program));
  }
  /// How often a script was read to know it.
  int reads(const std::string& commit) {
    int made = 0;
    FactCache facts(memory.world);
    const auto script =
        facts.remembered<code::Script>(commit, "script", "train.py", code::script_of_row, [&made] {
          ++made;
          code::Script read;
          read.path = "train.py";
          return read;
        });
    EXPECT_EQ(script.path, "train.py");
    facts.save();
    return made;
  }

  fakes::MemoryWorld memory;
  fakes::MemoryCache cache;
};

TEST_F(FactCacheTest, ReadsTheCodeOfACommitOnce) {
  install("program");
  EXPECT_EQ(reads("0123"), 1);
  EXPECT_EQ(reads("0123"), 0);
  EXPECT_EQ(reads("4567"), 1);
}

TEST_F(FactCacheTest, KeepsNothingOfFilesThatMayChange) {
  install("program");
  EXPECT_EQ(reads(""), 1);
  EXPECT_EQ(reads(""), 1);
}

TEST_F(FactCacheTest, ReadsAgainWithAnotherBuild) {
  install("program");
  EXPECT_EQ(reads("0123"), 1);
  install("a longer program");
  EXPECT_EQ(reads("0123"), 1);
}

TEST_F(FactCacheTest, ReadsAgainWhatSomebodyEdited) {
  install("program");
  EXPECT_EQ(reads("0123"), 1);
  for (auto& [name, row] : cache.rows) row = "{\"edited\": true}";
  EXPECT_EQ(reads("0123"), 1);
}

}  // namespace
}  // namespace recipe::facts
