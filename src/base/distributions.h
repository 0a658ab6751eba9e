#pragma once

namespace recipe {

/// Of the standard normal distribution: the probability of a value up to `x`, and its inverse for
/// 0 < `probability` < 1.
double normal_cdf(double x);
double normal_quantile(double probability);

/// Of Student's t with `freedom` > 0 degrees. NaN for arguments out of range.
double student_t_cdf(double t, double freedom);
double student_t_quantile(double probability, double freedom);

/// Of chi-squared with `freedom` > 0 degrees.
double chi_squared_quantile(double probability, double freedom);

}  // namespace recipe
