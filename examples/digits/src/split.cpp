#include "split.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace digits {
namespace {

enum class Set { train, validation, test };

/// `percent` of `count`, rounded to the nearest integer.
std::size_t share(std::size_t count, std::size_t percent) { return (count * percent + 50) / 100; }

void shuffle(std::vector<std::size_t>& values, SplitMix64& random) {
  for (std::size_t left = values.size(); left > 1; --left)
    std::swap(values[left - 1], values[random.below(left)]);
}

}  // namespace

std::uint64_t SplitMix64::next() {
  std::uint64_t value = (state_ += 0x9e3779b97f4a7c15);
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  return value ^ (value >> 31);
}

std::uint64_t SplitMix64::below(std::uint64_t bound) {
  const std::uint64_t incomplete = (0 - bound) % bound;  // 2^64 modulo `bound`
  for (;;) {
    const std::uint64_t value = next();
    if (value >= incomplete) return value % bound;
  }
}

Split stratified_split(const std::vector<Digit>& digits, std::uint64_t seed) {
  SplitMix64 random(seed);
  std::vector<Set> sets(digits.size(), Set::train);
  for (int label = 0; label < class_count; ++label) {
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < digits.size(); ++i)
      if (digits[i].label == label) members.push_back(i);
    shuffle(members, random);
    const std::size_t test_end = share(members.size(), 20);
    const std::size_t validation_end = test_end + share(members.size(), 10);
    for (std::size_t i = 0; i < validation_end; ++i)
      sets[members[i]] = i < test_end ? Set::test : Set::validation;
  }

  Split split;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    switch (sets[i]) {
      case Set::train:
        split.train.push_back(digits[i]);
        break;
      case Set::validation:
        split.validation.push_back(digits[i]);
        break;
      case Set::test:
        split.test.push_back(digits[i]);
        break;
    }
  }
  return split;
}

void require_distinct(const std::vector<Digit>& digits) {
  std::map<decltype(Digit::pixels), std::size_t> seen;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto [first, is_new] = seen.emplace(digits[i].pixels, i);
    if (!is_new)
      throw std::runtime_error("lines " + std::to_string(first->second + 1) + " and " +
                               std::to_string(i + 1) + " hold the same image");
  }
}

}  // namespace digits
