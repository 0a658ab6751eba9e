#include "base/digest.h"

#include <algorithm>

#include "base/text.h"

namespace recipe {
namespace {

bool all_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

}  // namespace

std::optional<Digest> Digest::parse(std::string_view text) {
  text = trim(text);
  if (text.size() != 71 || lower(text.substr(0, 7)) != "sha256:") return std::nullopt;
  const std::string_view hex = text.substr(7);
  if (!all_hex(hex)) return std::nullopt;
  return Digest(lower(hex));
}

bool is_commit(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && all_hex(text);
}

}  // namespace recipe
