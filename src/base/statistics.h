#pragma once

#include <optional>
#include <span>

namespace recipe {

/// Arithmetic mean; of nothing it is NaN.
double mean(std::span<const double> values);
/// Sample standard deviation (n - 1); none for fewer than two values.
std::optional<double> standard_deviation(std::span<const double> values);

}  // namespace recipe
