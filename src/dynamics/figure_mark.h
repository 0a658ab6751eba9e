#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe::dynamics {

/// What an SVG carries that was drawn from a file of curves: the digest of that file's bytes.
std::string figure_mark(std::string_view digest);
/// The digest in an SVG; none in a figure that says of no curves that it was drawn from them.
std::optional<std::string_view> marked_digest(std::string_view svg);

}  // namespace recipe::dynamics
