#include "check/engine.h"

#include <algorithm>
#include <tuple>

#include "base/secrets.h"
#include "check/allowance.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

auto order_of(const Finding& finding) {
  return std::tie(finding.span.begin, finding.code, finding.message);
}

}  // namespace

std::size_t Report::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [severity](const Finding& finding) { return finding.severity == severity; }));
}

Report check_document(Study& study, const std::vector<const Rule*>& rules) {
  Report report;
  report.completeness = completeness_of(study);
  for (const Rule* rule : rules) {
    if (rule->check == nullptr) continue;
    Judge judge(*rule, study);
    rule->check(study, judge);
    report.findings.insert(report.findings.end(), judge.findings().begin(), judge.findings().end());
    report.undecided.insert(report.undecided.end(), judge.undecided().begin(),
                            judge.undecided().end());
    report.counts.held += judge.counts().held;
    report.counts.untrue += judge.counts().untrue;
    report.counts.undecided += judge.counts().undecided;
  }
  auto& findings = report.findings;
  report.allowed = apply_allowances(study.page, rules, report.undecided, findings);
  // Whatever a rule quotes, no secret leaves the document.
  for (Finding& finding : findings) finding.message = without_secrets(std::move(finding.message));
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return order_of(a) < order_of(b); });
  findings.erase(
      std::unique(findings.begin(), findings.end(),
                  [](const Finding& a, const Finding& b) { return order_of(a) == order_of(b); }),
      findings.end());
  return report;
}

}  // namespace recipe::check
