#pragma once

#include "os/cache.h"
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
  Cache* cache = nullptr;  ///< null: nothing is remembered
};

/// The real doors, for the life of the program, but without a cache. Installs the handlers of
/// SIGINT, SIGTERM and SIGHUP that `Environment::interrupted` reports.
World& real_world();
/// The user's cache, for the life of the program; null where there is no place for one.
Cache* real_cache();

}  // namespace recipe::os
