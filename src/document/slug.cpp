#include "document/slug.h"

#include <cstdint>

#include "base/text.h"

namespace recipe::document {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Beyond ASCII: punctuation, symbols and spaces, as in Unicode's blocks. All else counts as
// letters.
constexpr Range no_letters[] = {
    {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},       {0xD7, 0xD7},
    {0xF7, 0xF7},     {0x2C2, 0x2C5},   {0x2D2, 0x2DF},   {0x37E, 0x37E},     {0x387, 0x387},
    {0x60C, 0x60D},   {0x61B, 0x61F},   {0x964, 0x965},   {0x2000, 0x200B},   {0x200E, 0x203E},
    {0x2041, 0x2053}, {0x2055, 0x2070}, {0x2074, 0x207E}, {0x2080, 0x208E},   {0x20A0, 0x20CF},
    {0x2116, 0x2118}, {0x2120, 0x2123}, {0x2150, 0x215F}, {0x2190, 0x2BFF},   {0x2E00, 0x2E7F},
    {0x3000, 0x3004}, {0x3008, 0x3020}, {0xFF01, 0xFF0F}, {0x1F000, 0x1FAFF}, {0x30FB, 0x30FB},
    {0xFE10, 0xFE1F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF3E}, {0xFF5B, 0xFF65},
};

bool is_letter(char32_t c) {
  for (const Range range : no_letters) {
    if (range.first <= c && c <= range.last) return false;
  }
  return true;
}

struct Decoded {
  char32_t code = 0;
  std::size_t size = 1;  ///< bytes; 1 with code 0 where they are no UTF-8
};

Decoded decode(std::string_view text) {
  const auto lead = static_cast<std::uint8_t>(text.front());
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (size == 1 || text.size() < size) return {};
  char32_t code = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return {};
    code = code << 6U | (byte & 0x3FU);
  }
  return {code, size};
}

/// In most of Latin Extended a capital stands before its small letter, in parts on odd numbers.
bool is_extended_capital(char32_t c) {
  const bool odd = c % 2 == 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return odd;
  const bool paired = (c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14A && c <= 0x177) ||
                      (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF);
  return paired && !odd;
}

/// Lower case of the capitals of Latin, Greek and Cyrillic.
char32_t lower_letter(char32_t c) {
  if (is_extended_capital(c)) return c + 1;
  if ((c >= 0xC0 && c <= 0xDE) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) {
    return c + 32;
  }
  return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

void append_letter(std::string& slug, char32_t c) {
  if (c < 0x800) {
    slug += static_cast<char>(0xC0U | (c >> 6U));
  } else {
    if (c < 0x10000) {
      slug += static_cast<char>(0xE0U | (c >> 12U));
    } else {
      slug += static_cast<char>(0xF0U | (c >> 18U));
      slug += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    }
    slug += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
  }
  slug += static_cast<char>(0x80U | (c & 0x3FU));
}

}  // namespace

std::string slug_of(std::string_view text) {
  std::string slug;
  while (!text.empty()) {
    const char c = text.front();
    if (static_cast<unsigned char>(c) >= 0x80) {
      const Decoded decoded = decode(text);
      if (decoded.code != 0 && is_letter(decoded.code)) {
        append_letter(slug, lower_letter(decoded.code));
      }
      text.remove_prefix(decoded.size);
      continue;
    }
    if (is_alnum(c) || c == '-' || c == '_') slug += lower(std::string_view(&c, 1));
    if (c == ' ') slug += '-';
    text.remove_prefix(1);
  }
  return slug;
}

std::string Slugs::next(std::string_view text) {
  std::string slug = slug_of(text);
  const auto [at, is_new] = seen_.try_emplace(slug, 0);
  if (is_new) return slug;
  std::string numbered = slug + "-" + std::to_string(++at->second);
  // A heading may already be called so.
  while (!seen_.try_emplace(numbered, 0).second) {
    numbered = slug + "-" + std::to_string(++seen_[slug]);
  }
  return numbered;
}

}  // namespace recipe::document
