#pragma once

#include <cstdint>
#include <string_view>

namespace recipe::dynamics {

/// The Castagnoli CRC of RFC 3720, appendix B.4. `crc` is that of the bytes before, 0 for none.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t crc = 0);
/// The same by tables alone, for machines without SSE 4.2.
std::uint32_t crc32c_by_table(std::string_view bytes, std::uint32_t crc = 0);
/// As TFRecord files hold it: rotated and moved, so that a CRC of data with CRCs does not break.
constexpr std::uint32_t masked_crc(std::uint32_t crc) {
  return ((crc >> 15U) | (crc << 17U)) + 0xa282ead8U;
}

}  // namespace recipe::dynamics
