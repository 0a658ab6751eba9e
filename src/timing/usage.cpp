#include "timing/usage.h"

namespace recipe::timing {

Usage Usage::of(const os::Exit& exit) { return {exit.seconds, exit.cpu_seconds, exit.peak_bytes}; }

Json to_json(const Usage& usage) {
  return {{"seconds", usage.seconds},
          {"cpu_seconds", usage.cpu_seconds},
          {"peak_bytes", usage.peak_bytes}};
}

Usage usage_from_json(const Json& json) {
  Usage usage;
  usage.seconds = number_at(json, "seconds").value_or(0);
  usage.cpu_seconds = number_at(json, "cpu_seconds").value_or(0);
  usage.peak_bytes = count_at(json, "peak_bytes").value_or(0);
  return usage;
}

}  // namespace recipe::timing
