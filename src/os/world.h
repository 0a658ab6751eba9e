#pragma once

#include "os/clock.h"
#include "os/environment.h"
#include "os/file_system.h"
#include "os/http.h"
#include "os/process.h"

namespace recipe::os {

/// The doors to outside, passed down from `main`; tests pass twins that live in memory.
struct World {
  FileSystem& files;
  Processes& processes;
  Clock& clock;
  Environment& environment;
  Http& http;
};

/// The real doors, for the life of the program. Installs the handlers of SIGINT, SIGTERM and SIGHUP
/// that `Environment::interrupted` reports.
World& real_world();

}  // namespace recipe::os
