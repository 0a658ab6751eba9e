#include "check/target_gaps.h"

#include "base/text.h"

namespace recipe::check {

void TargetGaps::tell(Judge& judge, std::string_view lack, std::string_view advice) const {
  for (std::size_t i = 0; i < said.size(); ++i) judge.holds();
  if (missing.empty()) return;
  const document::Target& first = *missing.front();
  std::string who = "`" + printable(first.key) + "`";
  if (missing.size() > 1) who += " and " + counted(missing.size() - 1, "other target");
  Finding& finding =
      judge.untrue(first.name.span, who + (missing.size() > 1 ? " have " : " has ") +
                                        std::string(lack) + ": " + std::string(advice));
  if (first.origin == document::Origin::prose) finding.severity = Severity::info;
}

const Metric* metric_of(const document::Target& target) {
  const Metric* metric = find_metric(target.key);
  return metric != nullptr ? metric : find_metric(target.name.value);
}

}  // namespace recipe::check
