#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recipe::check {

/// How many bytes must be put in, left out, replaced or swapped with a neighbour; `most` + 1 where
/// it is more than `most`. Words beyond 256 bytes are only compared whole.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

/// Whether one was probably meant where the other is written: `-` for `_`, a plural, words in
/// another order, or at most two slips of the pen (fewer in short words).
bool is_near_spelling(std::string_view written, std::string_view meant);

/// The nearest of the candidates that is a near spelling; none if there is none, or if two are as
/// near as each other.
std::optional<std::string> near_spelling(std::string_view written,
                                         const std::vector<std::string>& candidates);

}  // namespace recipe::check
