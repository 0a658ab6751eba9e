#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "tables.h"
#include "verify/noninferiority.h"

namespace track {
namespace {

using recipe::verify::NonInferiorityQuestion;
using recipe::verify::Outcome;

constexpr int rounds = 20000;
constexpr std::size_t most_runs = 10;
constexpr double margin = 0.3;
constexpr double prior = 0.1;

enum class Shape { normal, low_tail, high_tail, quantised, exponential, coarse };
constexpr Shape shapes[] = {Shape::normal,    Shape::low_tail,    Shape::high_tail,
                            Shape::quantised, Shape::exponential, Shape::coarse};

const char* name_of(Shape shape) {
  switch (shape) {
    case Shape::normal:
      return "Normal";
    case Shape::low_tail:
      return "Skewed, a tail of bad values: gamma with skewness 1";
    case Shape::high_tail:
      return "Skewed, a tail of good values: gamma with skewness 1";
    case Shape::quantised:
      return "Quantised to a fifth of the deviation";
    case Shape::exponential:
      return "More extreme: exponential tail of bad values, skewness 2";
    case Shape::coarse:
      return "More extreme: quantised to the deviation";
  }
  return "";
}

/// Values with the given mean and deviation; the mean and deviation before rounding.
class Source {
 public:
  Source(Shape shape, double deviation) : shape_(shape), deviation_(deviation) {}

  double operator()(double mean) {
    const double quantum = shape_ == Shape::coarse ? deviation_ : deviation_ / 5;
    const double value = mean + deviation_ * standard();
    const bool rounds_value = shape_ == Shape::quantised || shape_ == Shape::coarse;
    return rounds_value ? quantum * std::round(value / quantum) : value;
  }

 private:
  double standard() {
    switch (shape_) {
      case Shape::low_tail:
        return (4 - gamma_(random_)) / 2;
      case Shape::high_tail:
        return (gamma_(random_) - 4) / 2;
      case Shape::exponential:
        return 1 - exponential_(random_);
      default:
        return normal_(random_);
    }
  }

  Shape shape_;
  double deviation_;
  std::mt19937_64 random_{20261124};
  std::normal_distribution<double> normal_;
  std::exponential_distribution<double> exponential_;
  std::gamma_distribution<double> gamma_{4, 1};
};

struct Shares {
  double holds = 0;
  double fails = 0;
};

/// Of runs whose true mean lies `shift` above that of the references.
Shares simulate(Shape shape, std::size_t runs, std::size_t references, double deviation,
                double shift) {
  Source draw(shape, deviation);
  Shares shares;
  std::vector<double> a(runs), b(references);
  for (int round = 0; round < rounds; ++round) {
    for (double& value : a) value = draw(shift);
    for (double& value : b) value = draw(0);
    NonInferiorityQuestion question;
    question.runs = a;
    question.references = b;
    question.margin = margin;
    question.prior_deviation = prior;
    const auto answer = recipe::verify::decide_noninferiority(question);
    if (!answer) continue;
    shares.holds += answer->outcome == Outcome::holds ? 100.0 / rounds : 0;
    shares.fails += answer->outcome == Outcome::fails ? 100.0 / rounds : 0;
  }
  return shares;
}

struct Sides {
  std::size_t runs;
  std::size_t references;
};
constexpr Sides sides[] = {{1, 1}, {1, 3}, {1, 5}, {1, 10}, {2, 2},  {3, 1},  {3, 3},
                           {3, 5}, {5, 3}, {5, 5}, {5, 10}, {10, 5}, {10, 1}, {10, 10}};

void print_shape(Shape shape) {
  fmt::print(
      "\n### {}\n\n| Runs and references | deviation 0.05: size | 0.1: size | 0.2: size | "
      "0.1, equal runs: hold | stated | fail |\n"
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
      name_of(shape));
  for (const Sides& side : sides) {
    fmt::print("| {} and {} |", side.runs, side.references);
    for (const double deviation : {0.05, 0.1, 0.2}) {
      fmt::print(" {:.1f} |",
                 simulate(shape, side.runs, side.references, deviation, -margin).holds);
    }
    const Shares equal = simulate(shape, side.runs, side.references, 0.1, 0);
    const double stated =
        100 * recipe::verify::noninferiority_power(side.runs, side.references, margin, prior, 0.1);
    fmt::print(" {:.1f} | {:.1f} | {:.2f} |\n", equal.holds, stated, equal.fails);
  }
}

/// The extremes over one to ten runs against one to ten references.
void print_extremes(Shape shape) {
  double half = 0, right = 0, least = 100, most = 0, short_of = 0, beyond = 0;
  for (std::size_t runs = 1; runs <= most_runs; ++runs) {
    for (std::size_t references = 1; references <= most_runs; ++references) {
      const double at_half = simulate(shape, runs, references, prior / 2, -margin).holds;
      const double at_prior = simulate(shape, runs, references, prior, -margin).holds;
      half = std::max(half, at_half);
      right = std::max(right, at_prior);
      if (std::min(runs, references) >= 5) {
        least = std::min({least, at_half, at_prior});
        most = std::max({most, at_half, at_prior});
      }
      const double stated =
          100 * recipe::verify::noninferiority_power(runs, references, margin, prior, prior);
      const double power = simulate(shape, runs, references, prior, 0).holds;
      short_of = std::max(short_of, stated - power);
      beyond = std::max(beyond, power - stated);
    }
  }
  fmt::print("| {} | {:.1f} | {:.1f} | {:.1f} to {:.1f} | {:.1f} | {:.1f} |\n", name_of(shape),
             half, right, least, most, short_of, beyond);
}

}  // namespace

void print_verdict() {
  fmt::print(
      "\n## Size and power of the verdict\n\nPercent of {} simulated verdicts. Margin {}, "
      "assumed deviation {}. Size: runs that are worse by the margin and hold all the same.\n",
      rounds, margin, prior);
  fmt::print(
      "\nExtremes over all designs of one to ten runs and one to ten references:\n\n"
      "| Metric | size at most, deviation 0.05 | 0.1 | from five on each side | power at most "
      "below what is stated | above |\n| --- | ---: | ---: | --- | ---: | ---: |\n");
  for (const Shape shape : shapes) print_extremes(shape);
  for (const Shape shape : shapes) print_shape(shape);
}

}  // namespace track
