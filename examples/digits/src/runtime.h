#pragma once

#include <cstdint>

namespace digits {

/// Makes LibTorch repeat itself: a fixed number of threads (sums are split between them, so their
/// number changes the last bits), deterministic algorithms only, and its generator seeded.
/// Call it once, before any tensor exists.
void make_deterministic(std::int64_t threads, std::int64_t seed);

}  // namespace digits
