#include "base/distributions.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace recipe {
namespace {

namespace math = boost::math;
namespace policies = boost::math::policies;

/// Answers NaN or infinity instead of throwing; in double, where valgrind and sanitizers agree.
using Quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>,
    policies::underflow_error<policies::ignore_error>,
    policies::denorm_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>, policies::promote_double<false>>;
using Normal = math::normal_distribution<double, Quiet>;
using StudentT = math::students_t_distribution<double, Quiet>;
using ChiSquared = math::chi_squared_distribution<double, Quiet>;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

bool is_inside(double probability) { return probability > 0 && probability < 1; }

}  // namespace

double normal_cdf(double x) { return std::isnan(x) ? undefined : math::cdf(Normal(), x); }

double normal_quantile(double probability) {
  return is_inside(probability) ? math::quantile(Normal(), probability) : undefined;
}

double student_t_cdf(double t, double freedom) {
  if (std::isnan(t) || !(freedom > 0)) return undefined;
  if (std::isinf(t)) return t > 0 ? 1 : 0;
  return math::cdf(StudentT(freedom), t);
}

double student_t_quantile(double probability, double freedom) {
  if (!is_inside(probability) || !(freedom > 0)) return undefined;
  return math::quantile(StudentT(freedom), probability);
}

double chi_squared_quantile(double probability, double freedom) {
  if (!is_inside(probability) || !(freedom > 0)) return undefined;
  return math::quantile(ChiSquared(freedom), probability);
}

}  // namespace recipe
