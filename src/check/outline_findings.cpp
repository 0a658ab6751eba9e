#include "check/outline_findings.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::check {
namespace {

bool is_listed(std::string_view rule, std::string_view names) {
  const auto all = split(names, '|');
  return std::find(all.begin(), all.end(), rule) != all.end();
}

void tell_diagnostic(const Diagnostic& diagnostic, Judge& judge) {
  Finding& finding = judge.untrue(diagnostic.span, diagnostic.message);
  finding.severity = diagnostic.severity;
  finding.fix = diagnostic.fix;
}

}  // namespace

void tell_reported(Study& study, Judge& judge, std::string_view names) {
  if (!study.recipe.has_outline()) return;
  for (const Diagnostic& diagnostic : study.recipe.diagnostics) {
    if (is_listed(diagnostic.rule, names)) tell_diagnostic(diagnostic, judge);
  }
}

void tell_reported_but(Study& study, Judge& judge, std::string_view names) {
  if (!study.recipe.has_outline()) return;
  for (const Diagnostic& diagnostic : study.recipe.diagnostics) {
    if (!is_listed(diagnostic.rule, names)) tell_diagnostic(diagnostic, judge);
  }
}

}  // namespace recipe::check
