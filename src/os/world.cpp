#include "os/world.h"

#include "os/interruption.h"
#include "os/real_clock.h"
#include "os/real_environment.h"
#include "os/real_files.h"
#include "os/real_http.h"
#include "os/real_processes.h"

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

}  // namespace recipe::os
