#pragma once

#include <vector>

#include "dynamics/grid.h"
#include "dynamics/reference_model.h"

namespace recipe::dynamics {

/// Fills in roughness and variance of bins whose places, means and monitoring are known.
void fill_variance(std::vector<Bin>& bins, const std::vector<GriddedCurve>& references,
                   const ModelOptions& options);

/// Standard deviation between the references of when they get where, relative to x: of the slope of
/// their deviations from the mean against its steepness. 0 for one reference.
double time_deviation(const std::vector<Bin>& bins, const std::vector<GriddedCurve>& references);

/// Fills in the tube: the least and greatest mean within a relative change of x.
void fill_tube(std::vector<Bin>& bins, double warp);

}  // namespace recipe::dynamics
