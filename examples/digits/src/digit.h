#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace digits {

constexpr int image_side = 8;
constexpr int pixel_count = image_side * image_side;
constexpr int max_pixel = 16;
constexpr int class_count = 10;

/// One handwritten digit: pixels row by row, 0 (paper) to 16 (ink), and the digit it shows.
struct Digit {
  std::array<std::uint8_t, pixel_count> pixels{};
  std::uint8_t label = 0;

  bool operator==(const Digit&) const = default;
};

/// Reads lines of 64 pixels and a class, separated by commas, each ended by a newline. Anything
/// else throws `std::runtime_error` with `name`, the line and what was expected.
std::vector<Digit> parse_digits(std::string_view text, std::string_view name);

/// The inverse of `parse_digits`, byte for byte.
std::string format_digits(const std::vector<Digit>& digits);

/// Reads a file that `prepare` wrote; throws unless it holds at least one digit.
std::vector<Digit> read_digits(const std::string& path);

}  // namespace digits
