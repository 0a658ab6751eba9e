#include "os/world.h"

#include "os/interruption.h"
#include "os/real_clock.h"
#include "os/real_environment.h"
#include "os/real_files.h"
#include "os/real_http.h"
#include "os/real_processes.h"
#include "os/sqlite_cache.h"

namespace recipe::os {

World& real_world() {
  static RealFiles files;
  static RealProcesses processes;
  static RealClock clock;
  static RealEnvironment environment;
  static RealHttp http;
  static World world = [] {
    install_signal_handlers();
    return World{files, processes, clock, environment, http};
  }();
  return world;
}

Cache* real_cache() {
  static SqliteCache cache(real_world().files, cache_path(real_world().environment));
  return cache.path().empty() ? nullptr : &cache;
}

}  // namespace recipe::os
