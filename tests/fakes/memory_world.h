#pragma once

#include "fakes/fixed_environment.h"
#include "fakes/flaky_files.h"
#include "fakes/hand_clock.h"
#include "fakes/memory_files.h"
#include "fakes/say_processes.h"
#include "fakes/script_http.h"
#include "os/world.h"

namespace recipe::fakes {

/// All doors in memory.
struct MemoryWorld {
  MemoryFiles files;
  SayProcesses processes;
  HandClock clock;
  FixedEnvironment environment;
  ScriptHttp http;
  os::World world{files, processes, clock, environment, http};

  /// The same world, but its files are these, which must outlive it.
  os::World with(os::FileSystem& other) { return {other, processes, clock, environment, http}; }
};

}  // namespace recipe::fakes
