#include "os/nvml.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include "fakes/memory_world.h"
#include "os/programs.h"

namespace recipe::os {
namespace {

TEST(Nvml, SaysWhatTheDriverSays) {
  const auto driver = ask_nvml(FAKE_NVML);
  ASSERT_TRUE(driver) << driver.error().to_string();
  EXPECT_EQ(driver->version, "535.104.05");
  EXPECT_EQ(driver->cuda, "12.2");
  ASSERT_EQ(driver->gpus.size(), 2U);
  EXPECT_EQ(driver->gpus[0].name, "NVIDIA H100 80GB HBM3");
  EXPECT_EQ(driver->gpus[0].memory, 85520809984U);
  EXPECT_EQ(driver->gpus[1].memory, 0U) << "it did not tell";
}

TEST(Nvml, MayBeMissingOrRefuse) {
  EXPECT_EQ(ask_nvml("libno-such-nvml.so.1").error().kind, ErrorKind::not_found);
  EXPECT_EQ(ask_nvml("libm.so.6").error().kind, ErrorKind::unsupported);
  ::setenv("FAKE_NVML_REFUSES", "1", 1);
  EXPECT_EQ(ask_nvml(FAKE_NVML).error().kind, ErrorKind::io);
  ::unsetenv("FAKE_NVML_REFUSES");
}

TEST(Nvml, IsAskedWhereThereIsADriver) {
  fakes::MemoryWorld memory;
  Machine machine;
  add_gpus(memory.world, machine, FAKE_NVML);
  EXPECT_TRUE(machine.gpus.empty()) << "no driver, so its library is not loaded";
  memory.files.put("/dev/nvidiactl", "");
  add_gpus(memory.world, machine, FAKE_NVML);
  EXPECT_EQ(machine.gpus.size(), 2U);
  EXPECT_EQ(machine.gpu_memory, (std::vector<std::uint64_t>{85520809984U, 0}));
  EXPECT_EQ(machine.gpu_driver, "535.104.05");
  EXPECT_EQ(machine.gpu_cuda, "12.2");
  EXPECT_EQ(machine.summary(), "2 x NVIDIA H100 80GB HBM3");
}

TEST(Nvml, WithoutItTheProgramIsAsked) {
  fakes::MemoryWorld memory;
  memory.files.put("/dev/nvidiactl", "");
  memory.processes = fakes::SayProcesses([](const Command&) -> Result<Captured> {
    return Captured{{}, "GPU A, 1.2\n", ""};
  });
  Machine machine;
  add_gpus(memory.world, machine, "libno-such-nvml.so.1");
  EXPECT_EQ(machine.gpus, (std::vector<std::string>{"GPU A"}));
  EXPECT_EQ(machine.gpu_driver, "1.2");
  EXPECT_TRUE(machine.gpu_memory.empty());
}

}  // namespace
}  // namespace recipe::os
