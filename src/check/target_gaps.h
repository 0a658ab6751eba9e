#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/judge.h"

namespace recipe::check {

/// Targets of a recipe of which something is not said.
struct TargetGaps {
  std::vector<const document::Target*> missing;
  std::vector<const document::Target*> said;

  /// Tells them once, at the first: "`top1` and 2 more have no split; ...". Prose asks less.
  void tell(Judge& judge, std::string_view lack, std::string_view advice) const;
};

/// Sorts the targets of a recipe by `has`; none of other documents.
template <class Has>
TargetGaps target_gaps(const Study& study, Has has) {
  TargetGaps gaps;
  if (!study.recipe.has_outline()) return gaps;
  for (const document::Target& target : study.recipe.targets) {
    (has(target) ? gaps.said : gaps.missing).push_back(&target);
  }
  return gaps;
}

/// The metric of a target; null if it is not known.
const Metric* metric_of(const document::Target& target);

}  // namespace recipe::check
