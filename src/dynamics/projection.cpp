#include "dynamics/projection.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace recipe::dynamics {
namespace {

/// A run keeps this share of its deviation to the end, times the share of training done.
constexpr double persistence = 0.6;

/// Half widths of the interval over the standard deviation of the last bin, after a quarter, half
/// and three quarters of training: 90 % of the development curves lie within.
struct Reach {
  std::size_t fewest;
  std::array<double, 3> at;
};
constexpr std::array<Reach, 5> reaches{{{10, {1.67, 1.48, 1.43}},
                                        {5, {1.46, 1.22, 1.20}},
                                        {3, {1.63, 1.38, 1.27}},
                                        {2, {1.91, 1.64, 1.57}},
                                        {0, {0.98, 0.84, 0.77}}}};

double reach_for(std::size_t references, double share) {
  const auto row = std::find_if(reaches.begin(), reaches.end(),
                                [&](const Reach& reach) { return references >= reach.fewest; });
  const double place = std::clamp(share * 4 - 1, 0.0, 2.0);
  const auto before = static_cast<std::size_t>(std::min(place, 1.0));
  const double part = place - static_cast<double>(before);
  return row->at[before] + part * (row->at[before + 1] - row->at[before]);
}

}  // namespace

void Projector::add(const ReferenceModel& model, std::size_t bin, double y) {
  constexpr double weight = 0.3;
  const Bin& at = model.bins()[bin];
  const double deviation = (y - at.mean) / std::sqrt(at.variance);
  if (!std::isfinite(deviation)) return;
  smoothed_ = (1 - weight) * smoothed_ + weight * std::clamp(deviation, -6.0, 6.0);
  weight_ = (1 - weight) * weight_ + weight;
  share_ = at.x / model.end();
  ++count_;
}

std::optional<Projection> Projector::projection(const ReferenceModel& model) const {
  constexpr double first_share = 0.05;
  if (count_ < 2 || share_ < first_share) return std::nullopt;
  const auto last = std::find_if(model.bins().rbegin(), model.bins().rend(),
                                 [](const Bin& bin) { return std::isfinite(bin.mean); });
  if (last == model.bins().rend()) return std::nullopt;
  const double deviation = std::sqrt(last->variance);
  const double center = last->mean + persistence * share_ * smoothed_ / weight_ * deviation;
  const double reach = reach_for(model.reference_count(), share_) * deviation;
  const Scale& scale = model.scale();
  return Projection{model.end(), scale.from_scale(center), scale.from_scale(center - reach),
                    scale.from_scale(center + reach)};
}

ModelOptions projection_options(std::size_t references) {
  ModelOptions options;
  options.floor = references > 1 ? 0.00105 : 0.005;
  options.steepness = references > 1 ? 0.0125 : 0.05;
  return options;
}

}  // namespace recipe::dynamics
