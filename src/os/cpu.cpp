#include "os/cpu.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace recipe::os {
namespace {

// As Linux names them.
constexpr std::string_view numeric_flags[] = {
    "sse4_2",   "avx",      "f16c",     "fma",      "avx2",        "avx_vnni",    "avx512f",
    "avx512dq", "avx512cd", "avx512bw", "avx512vl", "avx512_vnni", "avx512_bf16", "avx512_fp16",
    "amx_tile", "amx_int8", "amx_bf16", "amx_fp16", "sha_ni",      "neon",        "asimd",
    "asimdhp",  "asimddp",  "asimdfhm", "bf16",     "i8mm",        "sve",         "sve2",
    "svebf16",  "svei8mm",  "sme",      "sha2"};

/// The value of the first line of this name.
std::string_view value_of_name(std::string_view text, std::string_view name) {
  for (const std::string_view line : lines(text)) {
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && trim(line.substr(0, colon)) == name) {
      return trim(line.substr(colon + 1));
    }
  }
  return {};
}

}  // namespace

Cpu read_cpu(std::string_view cpuinfo) {
  Cpu cpu;
  for (const std::string_view name : {"model name", "Model"}) {
    if (cpu.model.empty()) cpu.model = std::string(value_of_name(cpuinfo, name));
  }
  std::set<std::string_view> said;
  for (const std::string_view name : {"flags", "Features"}) {
    for (const std::string_view flag : split(value_of_name(cpuinfo, name), ' ')) said.insert(flag);
  }
  for (const std::string_view flag : numeric_flags) {
    if (said.count(flag) > 0) cpu.flags.emplace_back(flag);
  }
  return cpu;
}

}  // namespace recipe::os
