#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace recipe::data {

/// The header Content-Range (RFC 9110, 14.4).
struct ContentRange {
  std::optional<std::uint64_t> first;  ///< none in "bytes */10"
  std::optional<std::uint64_t> total;  ///< none in "bytes 5-9/*"
};

/// None for what is no range of bytes, or one that contradicts itself.
std::optional<ContentRange> parse_content_range(std::string_view text);

}  // namespace recipe::data
