#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace recipe::os {

inline constexpr const char* nvml_library = "libnvidia-ml.so.1";

struct NvidiaGpu {
  std::string name;
  std::uint64_t memory = 0;  ///< bytes; 0 if not known
};

/// What NVIDIA's driver says of itself.
struct NvidiaDriver {
  std::vector<NvidiaGpu> gpus;
  std::string version;
  std::string cuda;  ///< the newest CUDA that it can serve, "12.2"
};

/// Asks NVML, which is loaded when this is called; it stays loaded. Fails with `not_found` where
/// there is no such library, `unsupported` where it lacks a function, `io` where it refuses.
Result<NvidiaDriver> ask_nvml(const std::string& library);

}  // namespace recipe::os
