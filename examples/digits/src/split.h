#pragma once

#include <cstdint>
#include <vector>

#include "digit.h"

namespace digits {

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014).
/// The standard library's distributions differ between implementations; this gives the same
/// numbers, and so the same split, everywhere.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();

  /// Uniform in 0 to `bound` - 1, without the bias of a bare remainder; `bound` is positive.
  std::uint64_t below(std::uint64_t bound);

 private:
  std::uint64_t state_;
};

struct Split {
  std::vector<Digit> train;
  std::vector<Digit> validation;
  std::vector<Digit> test;
};

/// Of each class a fifth, rounded, goes to the test set and a tenth to the validation set, drawn by
/// `seed`; the rest is for training. Each set keeps the order of `digits`.
Split stratified_split(const std::vector<Digit>& digits, std::uint64_t seed);

/// Throws `std::runtime_error` if an image occurs twice: it could be trained on and tested on.
void require_distinct(const std::vector<Digit>& digits);

}  // namespace digits
