#pragma once

#include <cstdint>

#include "base/json.h"
#include "os/process.h"

namespace recipe::timing {

/// What a command cost.
struct Usage {
  double seconds = 0;            ///< wall clock
  double cpu_seconds = 0;        ///< user and system
  std::uint64_t peak_bytes = 0;  ///< largest resident set of one process

  static Usage of(const os::Exit& exit);
};

Json to_json(const Usage& usage);
Usage usage_from_json(const Json& json);

}  // namespace recipe::timing
