// A library that answers as NVML does, for two devices, the second of which does not tell its
// memory.

#include <cstdio>
#include <cstdlib>

namespace {
struct Memory {
  unsigned long long total;
  unsigned long long free;
  unsigned long long used;
};
bool started = false;
constexpr int uninitialised = 1;
}  // namespace

extern "C" {

int nvmlInit_v2() {
  if (std::getenv("FAKE_NVML_REFUSES") != nullptr) return 9;
  started = true;
  return 0;
}
int nvmlShutdown() {
  started = false;
  return 0;
}
int nvmlSystemGetDriverVersion(char* text, unsigned size) {
  std::snprintf(text, size, "535.104.05");
  return started ? 0 : uninitialised;
}
int nvmlSystemGetCudaDriverVersion_v2(int* version) {
  *version = 12020;
  return started ? 0 : uninitialised;
}
int nvmlDeviceGetCount_v2(unsigned* count) {
  *count = 2;
  return started ? 0 : uninitialised;
}
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void** device) {
  static char devices[2];
  *device = &devices[index];
  return started && index < 2 ? 0 : uninitialised;
}
int nvmlDeviceGetName(void*, char* name, unsigned size) {
  std::snprintf(name, size, "NVIDIA H100 80GB HBM3");
  return started ? 0 : uninitialised;
}
int nvmlDeviceGetMemoryInfo(void* device, Memory* memory) {
  static void* first = nullptr;
  if (first == nullptr) first = device;
  memory->total = 85520809984ULL;
  return device == first ? 0 : 3;
}
}
