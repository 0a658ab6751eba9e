#include "dynamics/bin_variance.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recipe::dynamics {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
/// Median of the square of a standard normal deviate.
constexpr double median_of_chi_square = 0.4549;

/// The mean of the finite values in a window around a bin; NaN if there is none.
double windowed_mean(const std::vector<double>& values, std::size_t bin, std::size_t reach) {
  const std::size_t first = bin > reach ? bin - reach : 0;
  const std::size_t last = std::min(values.size() - 1, bin + reach);
  double sum = 0;
  double count = 0;
  for (std::size_t i = first; i <= last; ++i) {
    if (!std::isfinite(values[i])) continue;
    sum += values[i];
    count += 1;
  }
  return count > 0 ? sum / count : unknown;
}

/// Mean square of the second difference over the references, as the variance of one value.
double bend(const std::vector<GriddedCurve>& references, std::size_t bin) {
  double sum = 0;
  double count = 0;
  for (const GriddedCurve& curve : references) {
    const double second = curve.y[bin + 1] - 2 * curve.y[bin] + curve.y[bin - 1];
    if (!std::isfinite(second)) continue;
    sum += second * second / 6;
    count += 1;
  }
  return count > 0 ? sum / count : unknown;
}

std::vector<double> bends(const std::vector<GriddedCurve>& references, std::size_t bins) {
  std::vector<double> result(bins, unknown);
  for (std::size_t bin = 1; bin + 1 < bins; ++bin) result[bin] = bend(references, bin);
  return result;
}

/// Median of the bends within five bins. Of one run alone the median of squares is too small, by
/// the factor for a normal deviate.
double roughness_at(const std::vector<double>& bends, std::size_t bin, bool one_run) {
  constexpr std::size_t reach = 5;
  const std::size_t first = bin > reach ? bin - reach : 0;
  const std::size_t last = std::min(bends.size() - 1, bin + reach);
  std::vector<double> near;
  for (std::size_t i = first; i <= last; ++i) {
    if (std::isfinite(bends[i])) near.push_back(bends[i]);
  }
  if (near.empty()) return 0;
  std::sort(near.begin(), near.end());
  const std::size_t middle = near.size() / 2;
  const double median = near.size() % 2 == 1 ? near[middle] : (near[middle - 1] + near[middle]) / 2;
  return one_run && near.size() >= 3 ? median / median_of_chi_square : median;
}

/// Change of the mean for a relative change of x.
std::vector<double> slopes(const std::vector<Bin>& bins) {
  std::vector<double> result(bins.size(), unknown);
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    const Bin& before = bins[bin > 0 ? bin - 1 : 0];
    const Bin& after = bins[std::min(bin + 1, bins.size() - 1)];
    if (after.x <= before.x) continue;
    result[bin] = (after.mean - before.mean) / (std::log(after.x) - std::log(before.x));
  }
  return result;
}

double steepest_near(const std::vector<double>& slopes, std::size_t bin) {
  double steepest = 0;
  const std::size_t last = std::min(slopes.size() - 1, bin + 1);
  for (std::size_t i = bin > 0 ? bin - 1 : 0; i <= last; ++i) {
    if (std::isfinite(slopes[i])) steepest = std::max(steepest, std::fabs(slopes[i]));
  }
  return steepest;
}

/// Sample variance between the references; NaN with fewer than two.
double variance_between(const std::vector<GriddedCurve>& references, std::size_t bin, double mean) {
  double squares = 0;
  double count = 0;
  for (const GriddedCurve& curve : references) {
    if (!std::isfinite(curve.y[bin])) continue;
    squares += (curve.y[bin] - mean) * (curve.y[bin] - mean);
    count += 1;
  }
  return count >= 2 ? squares / (count - 1) : unknown;
}

/// Shrinks what the references show between them towards what a curve alone lets expect.
void shrink(std::vector<Bin>& bins, const std::vector<GriddedCurve>& references) {
  const double freedom = static_cast<double>(references.size()) - 1;
  std::vector<double> ratio(bins.size(), unknown);
  double sum = 0;
  double count = 0;
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    ratio[bin] = variance_between(references, bin, bins[bin].mean) / bins[bin].variance;
    if (!bins[bin].monitored || !std::isfinite(ratio[bin])) continue;
    sum += ratio[bin];
    count += 1;
  }
  const double overall = count > 0 ? sum / count : 1;
  const double level = (2 + 4 * freedom * overall) / (2 + 4 * freedom);
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    double here = windowed_mean(ratio, bin, 2);
    if (!std::isfinite(here)) here = level;
    bins[bin].variance *= (4 * level + freedom * here) / (4 + freedom);
  }
}

/// The change of ln x that explains how a curve deviates from the mean, level differences apart:
/// the slope of a least squares line.
double shift_of(const std::vector<Bin>& bins, const std::vector<double>& slopes,
                const GriddedCurve& curve) {
  double count = 0, steep = 0, off = 0, steep_squares = 0, products = 0;
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    const double deviation = curve.y[bin] - bins[bin].mean;
    if (!bins[bin].monitored || !std::isfinite(deviation) || !std::isfinite(slopes[bin])) continue;
    count += 1;
    steep += slopes[bin];
    off += deviation;
    steep_squares += slopes[bin] * slopes[bin];
    products += slopes[bin] * deviation;
  }
  const double spread = count * steep_squares - steep * steep;
  return spread > 1e-12 ? (count * products - steep * off) / spread : 0;
}

/// The mean at a place, on the straight line between bins and level beyond their ends.
double mean_at(const std::vector<Bin>& known, double x) {
  const auto after = std::lower_bound(known.begin(), known.end(), x,
                                      [](const Bin& bin, double to) { return bin.x < to; });
  if (after == known.begin()) return known.front().mean;
  if (after == known.end()) return known.back().mean;
  const Bin& before = *(after - 1);
  const double share = (x - before.x) / (after->x - before.x);
  return before.mean + share * (after->mean - before.mean);
}

}  // namespace

void fill_variance(std::vector<Bin>& bins, const std::vector<GriddedCurve>& references,
                   const ModelOptions& options) {
  if (bins.empty()) return;
  const std::vector<double> bend_of = bends(references, bins.size());
  const std::vector<double> slope_of = slopes(bins);
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    const double steep = options.steepness * steepest_near(slope_of, bin);
    bins[bin].roughness = roughness_at(bend_of, bin, references.size() == 1);
    bins[bin].variance =
        options.roughness * bins[bin].roughness + steep * steep + options.floor * options.floor;
  }
  if (references.size() > 1) shrink(bins, references);
}

double time_deviation(const std::vector<Bin>& bins, const std::vector<GriddedCurve>& references) {
  if (references.size() < 2) return 0;
  const std::vector<double> slope_of = slopes(bins);
  double squares = 0;
  for (const GriddedCurve& curve : references) {
    const double shift = shift_of(bins, slope_of, curve);
    squares += shift * shift;
  }
  return std::sqrt(squares / static_cast<double>(references.size() - 1));
}

void fill_tube(std::vector<Bin>& bins, double warp) {
  std::vector<Bin> known;
  for (const Bin& bin : bins) {
    if (std::isfinite(bin.mean)) known.push_back(bin);
  }
  if (known.empty()) return;
  for (Bin& bin : bins) {
    const double first = bin.x / (1 + warp);
    const double last = bin.x * (1 + warp);
    const double at_first = mean_at(known, first);
    const double at_last = mean_at(known, last);
    bin.lowest = std::min(at_first, at_last);
    bin.highest = std::max(at_first, at_last);
    for (const Bin& other : known) {
      if (other.x < first || other.x > last) continue;
      bin.lowest = std::min(bin.lowest, other.mean);
      bin.highest = std::max(bin.highest, other.mean);
    }
  }
}

}  // namespace recipe::dynamics
