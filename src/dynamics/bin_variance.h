#pragma once

#include <vector>

#include "dynamics/grid.h"
#include "dynamics/reference_model.h"

namespace recipe::dynamics {

/// Fills in roughness and variance of bins whose places, means and monitoring are known.
void fill_variance(std::vector<Bin>& bins, const std::vector<GriddedCurve>& references,
                   const ModelOptions& options);

/// Fills in the tube: the least and greatest mean within a relative change of x.
void fill_tube(std::vector<Bin>& bins, double warp);

}  // namespace recipe::dynamics
