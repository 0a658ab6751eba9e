#pragma once

#include <string>
#include <vector>

#include "author/observed.h"

namespace recipe::author {

/// An SVG of the curves of a training: one panel for each of the most important metrics, every run
/// a line, log scale where values span more than two decades. Empty if no metric has two points.
std::string figure_of(const std::vector<ObservedRun>& runs);

}  // namespace recipe::author
