#include "os/nvml.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"

namespace recipe::os {
namespace {

// Names and types as in NVML's reference manual.
using NvmlDevice = void*;
struct NvmlMemory {
  unsigned long long total = 0;
  unsigned long long free = 0;
  unsigned long long used = 0;
};
constexpr int nvml_success = 0;
constexpr unsigned most_gpus = 256;
constexpr std::size_t longest_name = 96;

/// The functions that are needed, by their names in the library.
struct Nvml {
  int (*initialise)() = nullptr;
  int (*shut_down)() = nullptr;
  int (*driver_version)(char*, unsigned) = nullptr;
  int (*cuda_version)(int*) = nullptr;
  int (*count)(unsigned*) = nullptr;
  int (*handle)(unsigned, NvmlDevice*) = nullptr;
  int (*name)(NvmlDevice, char*, unsigned) = nullptr;
  int (*memory)(NvmlDevice, NvmlMemory*) = nullptr;
};

template <class Function>
bool find_function(void* library, const char* name, Function& function) {
  void* const address = ::dlsym(library, name);
  static_assert(sizeof address == sizeof function);
  std::memcpy(&function, &address, sizeof address);
  return address != nullptr;
}

std::string text_of(const std::array<char, longest_name>& buffer) {
  const auto end = std::find(buffer.begin(), buffer.end(), '\0');
  return printable(
      trim(std::string_view(buffer.data(), static_cast<std::size_t>(end - buffer.begin()))));
}

NvidiaDriver asked(const Nvml& nvml) {
  NvidiaDriver driver;
  std::array<char, longest_name> buffer{};
  if (nvml.driver_version(buffer.data(), buffer.size()) == nvml_success) {
    driver.version = text_of(buffer);
  }
  int cuda = 0;  // 1000 x major + 10 x minor
  if (nvml.cuda_version != nullptr && nvml.cuda_version(&cuda) == nvml_success && cuda > 0) {
    driver.cuda = fmt::format("{}.{}", cuda / 1000, cuda % 1000 / 10);
  }
  unsigned count = 0;
  if (nvml.count(&count) != nvml_success) count = 0;
  for (unsigned i = 0; i < std::min(count, most_gpus); ++i) {
    NvmlDevice device = nullptr;
    buffer.fill('\0');
    if (nvml.handle(i, &device) != nvml_success ||
        nvml.name(device, buffer.data(), buffer.size()) != nvml_success) {
      continue;
    }
    NvidiaGpu gpu;
    gpu.name = text_of(buffer);
    NvmlMemory memory;
    if (nvml.memory(device, &memory) == nvml_success) gpu.memory = memory.total;
    driver.gpus.push_back(std::move(gpu));
  }
  return driver;
}

}  // namespace

Result<NvidiaDriver> ask_nvml(const std::string& library) {
  // Not closed: what it has started, such as threads, may still be there.
  void* const loaded = ::dlopen(library.c_str(), RTLD_LAZY | RTLD_LOCAL);
  if (loaded == nullptr) return fail(ErrorKind::not_found, "there is no " + library);
  Nvml nvml;
  const bool whole = find_function(loaded, "nvmlInit_v2", nvml.initialise) &&
                     find_function(loaded, "nvmlShutdown", nvml.shut_down) &&
                     find_function(loaded, "nvmlSystemGetDriverVersion", nvml.driver_version) &&
                     find_function(loaded, "nvmlDeviceGetCount_v2", nvml.count) &&
                     find_function(loaded, "nvmlDeviceGetHandleByIndex_v2", nvml.handle) &&
                     find_function(loaded, "nvmlDeviceGetName", nvml.name) &&
                     find_function(loaded, "nvmlDeviceGetMemoryInfo", nvml.memory);
  if (!whole) return fail(ErrorKind::unsupported, library + " lacks functions of NVML");
  // Drivers before CUDA 10 lack it.
  find_function(loaded, "nvmlSystemGetCudaDriverVersion_v2", nvml.cuda_version);
  if (const int code = nvml.initialise(); code != nvml_success) {
    return fail(ErrorKind::io, fmt::format("NVML does not start: its error {}", code));
  }
  NvidiaDriver driver = asked(nvml);
  nvml.shut_down();
  return driver;
}

}  // namespace recipe::os
