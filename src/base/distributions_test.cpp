#include "base/distributions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace recipe {
namespace {

/// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7: values to three digits.
TEST(Distributions, AgreeWithPublishedTables) {
  struct Row {
    double freedom, p95, p975, p99;
  };
  for (const Row& row : {Row{1, 6.314, 12.706, 31.821}, Row{4, 2.132, 2.776, 3.747},
                         Row{10, 1.812, 2.228, 2.764}, Row{30, 1.697, 2.042, 2.457}}) {
    EXPECT_NEAR(student_t_quantile(0.95, row.freedom), row.p95, 6e-4);
    EXPECT_NEAR(student_t_quantile(0.975, row.freedom), row.p975, 6e-4);
    EXPECT_NEAR(student_t_quantile(0.99, row.freedom), row.p99, 6e-4);
    EXPECT_NEAR(student_t_cdf(row.p95, row.freedom), 0.95, 1e-4);
  }
  EXPECT_NEAR(chi_squared_quantile(0.95, 1), 3.841, 6e-4);
  EXPECT_NEAR(chi_squared_quantile(0.95, 10), 18.307, 6e-4);
  EXPECT_NEAR(normal_quantile(0.975), 1.959964, 1e-6);
  EXPECT_NEAR(normal_cdf(1.644854), 0.95, 1e-7);
}

TEST(Distributions, AreInverseAndSymmetric) {
  for (const double freedom : {1.0, 2.5, 7.0, 100.0, 1e6}) {
    for (const double p : {0.001, 0.05, 0.5, 0.9, 0.9999}) {
      EXPECT_NEAR(student_t_cdf(student_t_quantile(p, freedom), freedom), p, 1e-9);
      EXPECT_NEAR(student_t_quantile(p, freedom), -student_t_quantile(1 - p, freedom), 1e-6);
    }
  }
}

TEST(Distributions, AnswerNanOutOfRange) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  for (const double p : {0.0, 1.0, -1.0, 2.0, nan}) {
    EXPECT_TRUE(std::isnan(student_t_quantile(p, 3)));
    EXPECT_TRUE(std::isnan(chi_squared_quantile(p, 3)));
    EXPECT_TRUE(std::isnan(normal_quantile(p)));
  }
  for (const double freedom : {0.0, -2.0, nan}) {
    EXPECT_TRUE(std::isnan(student_t_quantile(0.9, freedom)));
    EXPECT_TRUE(std::isnan(student_t_cdf(1, freedom)));
  }
  EXPECT_EQ(student_t_cdf(infinite, 3), 1);
  EXPECT_EQ(student_t_cdf(-infinite, 3), 0);
}

}  // namespace
}  // namespace recipe
