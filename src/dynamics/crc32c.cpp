#include "dynamics/crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace recipe::dynamics {
namespace {

constexpr std::uint32_t reflected_polynomial = 0x82F63B78U;
using CrcTables = std::array<std::array<std::uint32_t, 256>, 8>;

/// Table k tells what a byte does that is followed by k zero bytes ("slicing by 8").
constexpr CrcTables made_tables() {
  CrcTables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? reflected_polynomial : 0U);
    }
    tables[0][byte] = crc;
  }
  for (std::size_t k = 1; k < tables.size(); ++k) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t above = tables[k - 1][byte];
      tables[k][byte] = (above >> 8U) ^ tables[0][above & 0xFFU];
    }
  }
  return tables;
}

constexpr CrcTables crc_tables = made_tables();

std::uint32_t by_table(std::string_view bytes, std::uint32_t crc) {
  while (bytes.size() >= 8) {
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      const auto low = i < 4 ? (crc >> (8U * static_cast<std::uint32_t>(i))) & 0xFFU : 0U;
      next ^= crc_tables[7 - i][static_cast<unsigned char>(bytes[i]) ^ low];
    }
    crc = next;
    bytes.remove_prefix(8);
  }
  for (const char byte : bytes) {
    crc = (crc >> 8U) ^ crc_tables[0][(crc ^ static_cast<unsigned char>(byte)) & 0xFFU];
  }
  return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t by_instruction(std::string_view bytes,
                                                               std::uint32_t crc) {
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t wide = crc;
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    wide = _mm_crc32_u64(wide, word);
  }
  crc = static_cast<std::uint32_t>(wide);
  for (; left > 0; ++at, --left) crc = _mm_crc32_u8(crc, static_cast<unsigned char>(*at));
  return crc;
}

const bool has_instruction = __builtin_cpu_supports("sse4.2") != 0;
#endif

}  // namespace

std::uint32_t crc32c_by_table(std::string_view bytes, std::uint32_t crc) {
  return ~by_table(bytes, ~crc);
}

std::uint32_t crc32c(std::string_view bytes, std::uint32_t crc) {
#if defined(__x86_64__)
  if (has_instruction) return ~by_instruction(bytes, ~crc);
#endif
  return crc32c_by_table(bytes, crc);
}

}  // namespace recipe::dynamics
