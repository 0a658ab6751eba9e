#include "record/run_name.h"

#include <gtest/gtest.h>

#include "fakes/memory_world.h"

namespace recipe::record {
namespace {

class RunName : public testing::Test {
 protected:
  /// Names a run and makes its folder.
  std::string next() {
    const std::string name = name_run(memory.world, folder).value();
    memory.files.put(folder.run(name) + "/record.jsonl", "");
    return name;
  }

  fakes::MemoryWorld memory;
  WorkFolder folder{"/r/.recipe"};
};

TEST_F(RunName, IsTheTimeAndTheProcess) {
  const std::string name = next();
  EXPECT_EQ(name.size(), std::string("20260131T120000.250Z-").size() +
                             std::to_string(memory.world.environment.process_id()).size());
  EXPECT_EQ(name[8], 'T');
  EXPECT_EQ(name[19], 'Z');
}

TEST_F(RunName, GrowsWhileTheClockStandsStill) {
  const std::string first = next();
  const std::string second = next();
  const std::string third = next();
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
}

TEST_F(RunName, GrowsAcrossTheEndOfAYear) {
  memory.files.put(folder.run("20991231T235959.999Z-1") + "/record.jsonl", "");
  EXPECT_TRUE(next().starts_with("21000101T000000.000Z-"));
}

TEST_F(RunName, OtherNamesDoNotMatter) {
  memory.files.put(folder.run("99991399T000000.000Z-1") + "/record.jsonl", "");
  memory.files.put(folder.run("latest") + "/record.jsonl", "");
  EXPECT_LT(next(), "9");
}

}  // namespace
}  // namespace recipe::record
