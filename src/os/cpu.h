#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recipe::os {

/// What /proc/cpuinfo says of the first processor.
struct Cpu {
  std::string model;
  /// The instruction sets by which libraries choose their code for numbers, and so their rounding:
  /// "avx2", "fma", "avx512f", "amx_bf16", "asimd", "sve", in the order of a fixed list.
  std::vector<std::string> flags;
};

Cpu read_cpu(std::string_view cpuinfo);

}  // namespace recipe::os
