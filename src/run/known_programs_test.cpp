#include "run/known_programs.h"

#include <gtest/gtest.h>

#include "fakes/memory_cache.h"
#include "fakes/memory_world.h"

namespace recipe::run {
namespace {

const std::vector<os::KnownProgram> two_programs = {
    {"/usr/bin/cmake", {os::FileKind::regular, 1, 2, 3, 4, 0}, "cmake version 3.25"},
    {"/bin/\xff git", {os::FileKind::regular, 5, -6, 7, ~std::uint64_t{0}, 0}, "git \"2\"\\"}};

TEST(KnownPrograms, ComeBackAsTheyWere) {
  const auto back = programs_of_row(row_of_programs({two_programs.front()}));
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].path, "/usr/bin/cmake");
  EXPECT_EQ(back[0].said, "cmake version 3.25");
  EXPECT_TRUE(back[0].looks_like(two_programs[0].status));
  const auto both = programs_of_row(row_of_programs(two_programs));
  ASSERT_EQ(both.size(), 2U);
  EXPECT_TRUE(both[1].looks_like(two_programs[1].status));
}

TEST(KnownPrograms, ADamagedRowIsNone) {
  const std::string row = row_of_programs(two_programs);
  for (std::size_t i = 0; i < row.size(); ++i) {
    EXPECT_TRUE(programs_of_row(row.substr(0, i)).empty()) << i;
    std::string other = row;
    other[i] = static_cast<char>(other[i] ^ 1);
    EXPECT_TRUE(programs_of_row(other).empty()) << i;
  }
}

TEST(KnownPrograms, AreKeptInTheCache) {
  fakes::MemoryWorld memory;
  fakes::MemoryCache cache;
  memory.world.cache = &cache;
  memory.environment.variables = {{"PATH", "/usr/bin"}};
  memory.files.put("/usr/bin/git",
                   "\x7f"
                   "ELF...");
  memory.files.make_executable("/usr/bin/git");
  memory.processes = fakes::SayProcesses([](const os::Command& command) -> Result<os::Captured> {
    if (command.arguments[0] != "git") return fail(ErrorKind::not_found, "no");
    return os::Captured{{}, "git version 2.39\n", ""};
  });
  for (int i = 0; i < 2; ++i) {
    os::Machine machine;
    ask_programs_once(memory.world, machine);
    EXPECT_EQ(machine.software.at(0), std::make_pair(std::string("git"), std::string("2.39")));
  }
  EXPECT_EQ(cache.saves, 1);
  EXPECT_EQ(std::count_if(memory.processes.commands.begin(), memory.processes.commands.end(),
                          [](const os::Command& each) { return each.arguments[0] == "git"; }),
            1);
}

}  // namespace
}  // namespace recipe::run
