#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "author/observed.h"

namespace recipe::author {

/// An SVG of the curves of a training: one panel for each of the most important metrics, every run
/// a line, log scale where values span more than two decades. Empty if no metric has two points.
std::string figure_of(const std::vector<ObservedRun>& runs);

/// The same of the runs without a profile in a file of curves. It carries the digest of that text,
/// so that a figure that was not drawn from the curves beside it can be told.
std::string figure_of(std::string_view curves);

}  // namespace recipe::author
