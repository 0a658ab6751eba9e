#include "os/machine.h"

#include <gtest/gtest.h>

#include "fakes/memory_world.h"
#include "os/cpu.h"
#include "os/programs.h"
#include "os/real_clock.h"

namespace recipe::os {
namespace {

TEST(Machine, HasASummary) {
  Machine machine;
  EXPECT_EQ(machine.summary(), "");
  machine.cpu = "AMD EPYC 7763";
  machine.cores = 2;
  machine.memory = (std::uint64_t{23} << 30) - 1000;
  EXPECT_EQ(machine.summary(), "AMD EPYC 7763, 2 cores, 23 GiB");
  machine.gpus = {"NVIDIA H200", "NVIDIA H200", "NVIDIA A100"};
  EXPECT_EQ(machine.summary(), "AMD EPYC 7763, 2 cores, 23 GiB, 2 x NVIDIA H200, NVIDIA A100");
}

TEST(Machine, IsReadFromWhatTheSystemSays) {
  fakes::MemoryWorld memory;
  memory.files.put("/etc/os-release", "NAME=x\nPRETTY_NAME=\"Some Linux 1\"\n");
  memory.files.put("/proc/cpuinfo",
                   "processor\t: 0\nmodel name\t: Fast 9000\n"
                   "flags\t\t: fpu avx2 fma avx fmaddsub avx512f\n");
  memory.files.put("/proc/meminfo", "MemTotal:       2097152 kB\nMemFree: 1 kB\n");
  memory.processes = fakes::SayProcesses([](const Command& command) -> Result<Captured> {
    if (command.arguments[0] == "nvidia-smi") return Captured{{}, "GPU A, 1.2\nGPU A, 1.2\n", ""};
    if (command.arguments[0] == "cmake") return Captured{{}, "cmake version 3.25\nmore\n", ""};
    if (command.arguments[0] == "git") return Captured{{1, 0, 0, 0, 0, false}, "broken", ""};
    return fail(ErrorKind::not_found, "no");
  });
  Machine machine = describe_machine_itself(memory.world);
  ask_programs(memory.world, machine, nullptr);
  EXPECT_EQ(machine.system, "Some Linux 1");
  EXPECT_EQ(machine.cpu, "Fast 9000");
  EXPECT_EQ(machine.cpu_flags, (std::vector<std::string>{"avx", "fma", "avx2", "avx512f"}));
  EXPECT_EQ(machine.memory, std::uint64_t{2} << 30);
  EXPECT_EQ(machine.gpus, (std::vector<std::string>{"GPU A", "GPU A"}));
  EXPECT_EQ(machine.gpu_driver, "1.2");
  EXPECT_EQ(machine.software.at(0), std::make_pair(std::string("cmake"), std::string("3.25")));
  EXPECT_EQ(machine.software.size(), 2U) << "cmake and libc";
}

TEST(Machine, ArmSaysFeatures) {
  const Cpu cpu = read_cpu("processor\t: 0\nFeatures\t: fp asimd sve crc32 sha2\n");
  EXPECT_EQ(cpu.model, "");
  EXPECT_EQ(cpu.flags, (std::vector<std::string>{"asimd", "sve", "sha2"}));
  EXPECT_TRUE(read_cpu("").flags.empty());
}

TEST(Machine, MayBeUnknown) {
  fakes::MemoryWorld memory;
  Machine machine = describe_machine_itself(memory.world);
  ask_programs(memory.world, machine, nullptr);
  EXPECT_EQ(machine.system, "");
  EXPECT_EQ(machine.cpu, "");
  EXPECT_EQ(machine.memory, 0U);
  EXPECT_TRUE(machine.gpus.empty());
}

TEST(Packages, AreReadFromTheDatabase) {
  fakes::MemoryWorld memory;
  memory.processes = fakes::SayProcesses([](const Command&) -> Result<Captured> {
    return Captured{{1, 0, 0, 0, 0, false},
                    "cmake installed 3.25.1-1\nold config-files 1.0\n",
                    "no packages found matching absent"};
  });
  EXPECT_EQ(installed_versions(memory.world, {"absent", "cmake", "old", "cmake:amd64"}).value(),
            (std::vector<std::string>{"", "3.25.1-1", "", "3.25.1-1"}));
  const auto& arguments = memory.processes.commands.at(0).arguments;
  EXPECT_EQ(arguments.at(3), "--") << "a package's name is no option";
}

TEST(Packages, ASystemMayHaveNoDatabase) {
  fakes::MemoryWorld memory;
  EXPECT_FALSE(installed_versions(memory.world, {"cmake"}).value());
  EXPECT_TRUE(installed_versions(memory.world, {}).value());
}

/// Debian's own rules, so Debian's own program.
TEST(Packages, VersionsAreOrderedAsDebianDoes) {
  World& world = real_world();
  const std::tuple<const char*, const char*, const char*> holding[] = {
      {"1.9", "<", "1.10"},      {"2:1.0", ">", "1:9.9"}, {"1.0~rc1", "<", "1.0"},
      {"1.0-1", "<=", "1.0-1"},  {"1.0-1", "=", "1.0-1"}, {"1.0-1+deb12u1", ">=", "1.0-1"},
      {"12.2.0-14", ">=", "12"},
  };
  for (const auto& [left, relation, right] : holding) {
    EXPECT_TRUE(version_holds(world, left, relation, right).value()) << left << relation << right;
  }
  EXPECT_FALSE(version_holds(world, "1.0", "<", "1.0").value()) << "dpkg's own < would say yes";
  EXPECT_FALSE(version_holds(world, "1.0", ">", "1.0").value());
  EXPECT_FALSE(version_holds(world, "1.0", "==", "1.0"));
  EXPECT_FALSE(version_holds(world, "--help", "<", "1.0"));
  EXPECT_FALSE(version_holds(world, "1.0", "<", ""));
}

TEST(Clock, WritesTimesInUtc) {
  fakes::HandClock clock;
  EXPECT_EQ(format_utc(clock.now()), "2026-01-01T00:00:00Z");
  clock.tick(std::chrono::hours(24 * 58) + std::chrono::milliseconds(86399999));
  EXPECT_EQ(format_utc(clock.now()), "2026-02-28T23:59:59Z");
  EXPECT_EQ(format_utc(std::chrono::system_clock::time_point(std::chrono::milliseconds(-1))),
            "1969-12-31T23:59:59Z");
}

}  // namespace
}  // namespace recipe::os
