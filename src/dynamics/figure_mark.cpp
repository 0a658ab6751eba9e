#include "dynamics/figure_mark.h"

namespace recipe::dynamics {
namespace {

constexpr std::string_view opening = "<metadata>curves ";
constexpr std::string_view closing = "</metadata>";

}  // namespace

std::string figure_mark(std::string_view digest) {
  return std::string(opening) + std::string(digest) + std::string(closing);
}

std::optional<std::string_view> marked_digest(std::string_view svg) {
  const std::size_t begin = svg.find(opening);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view rest = svg.substr(begin + opening.size());
  const std::size_t end = rest.find(closing);
  if (end == std::string_view::npos) return std::nullopt;
  return rest.substr(0, end);
}

}  // namespace recipe::dynamics
