#include "runtime.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

namespace digits {

void make_deterministic(std::int64_t threads, std::int64_t seed) {
  at::set_num_threads(static_cast<int>(threads));
  at::set_num_interop_threads(1);
  at::globalContext().setDeterministicAlgorithms(true, /*warn_only=*/false);
  at::manual_seed(static_cast<std::uint64_t>(seed));
}

}  // namespace digits
