#include "os/programs.h"

#include <gtest/gtest.h>

#include "fakes/memory_world.h"

namespace recipe::os {
namespace {

using namespace std::chrono_literals;

class Programs : public testing::Test {
 protected:
  fakes::MemoryWorld memory;
  std::vector<KnownProgram> known;
  std::string version = "3.25";

  void SetUp() override {
    memory.environment.variables = {{"PATH", "/first:/usr/bin"}};
    put("/usr/bin/cmake");
    memory.processes = fakes::SayProcesses([this](const Command& command) -> Result<Captured> {
      if (command.arguments[0] != "cmake") return fail(ErrorKind::not_found, "no");
      return Captured{{}, "cmake version " + version + "\nmore\n", ""};
    });
  }
  void put(const std::string& path, const std::string& bytes =
                                        "\x7f"
                                        "ELF...") {
    memory.files.put(path, bytes);
    memory.files.make_executable(path);
  }
  /// Of cmake, and whether it was asked.
  std::pair<std::string, bool> answer() {
    memory.processes.commands.clear();
    Machine machine;
    ask_programs(memory.world, machine, &known);
    bool asked = false;
    for (const Command& each : memory.processes.commands) asked |= each.arguments[0] == "cmake";
    return {machine.software.at(0).second, asked};
  }
};

TEST_F(Programs, AreAskedOnce) {
  EXPECT_EQ(answer(), std::make_pair(std::string("3.25"), true));
  EXPECT_EQ(answer(), std::make_pair(std::string("3.25"), false));
}

TEST_F(Programs, AreAskedAgainWhenTheyHaveChanged) {
  answer();
  version = "3.26";
  put("/usr/bin/cmake");
  EXPECT_EQ(answer(), std::make_pair(std::string("3.26"), true));
  version = "4.0";
  put("/first/cmake");
  EXPECT_EQ(answer(), std::make_pair(std::string("4.0"), true)) << "another comes first";
  EXPECT_EQ(answer(), std::make_pair(std::string("4.0"), false));
}

TEST_F(Programs, AScriptOrAStandInIsAskedEachTime) {
  put("/usr/bin/cmake", "#!/bin/sh\n");
  answer();
  EXPECT_TRUE(answer().second);
  put("/usr/bin/launcher");
  ASSERT_TRUE(memory.files.remove("/usr/bin/cmake"));
  memory.files.put_link("/usr/bin/cmake", "launcher");
  answer();
  EXPECT_TRUE(answer().second);
  EXPECT_TRUE(known.empty());
}

TEST_F(Programs, OneThatChangedJustNowIsAskedEachTime) {
  put("/usr/bin/cmake");
  memory.files.touch("/usr/bin/cmake", memory.clock.now() - 1s);
  answer();
  EXPECT_TRUE(answer().second);
  memory.files.touch("/usr/bin/cmake", memory.clock.now() - 3s);
  answer();
  EXPECT_FALSE(answer().second);
}

TEST_F(Programs, WhatARelativePathLeadsToIsAskedEachTime) {
  memory.environment.variables["PATH"] = "bin:/usr/bin";
  answer();
  EXPECT_TRUE(answer().second);
  memory.environment.variables.erase("PATH");
  EXPECT_TRUE(answer().second);
}

}  // namespace
}  // namespace recipe::os
