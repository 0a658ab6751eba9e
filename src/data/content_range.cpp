#include "data/content_range.h"

#include <charconv>

#include "base/text.h"

namespace recipe::data {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<ContentRange> parse_content_range(std::string_view text) {
  text = trim(text);
  if (lower(text.substr(0, 6)) != "bytes ") return std::nullopt;
  text = trim(text.substr(6));
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  ContentRange range;
  const std::string_view total = text.substr(slash + 1);
  if (total != "*") {
    range.total = number(total);
    if (!range.total) return std::nullopt;
  }
  const std::string_view bytes = text.substr(0, slash);
  if (bytes == "*") return range;
  const std::size_t dash = bytes.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  range.first = number(bytes.substr(0, dash));
  const auto last = number(bytes.substr(dash + 1));
  if (!range.first || !last || *last < *range.first) return std::nullopt;
  if (range.total && *last >= *range.total) return std::nullopt;
  return range;
}

}  // namespace recipe::data
