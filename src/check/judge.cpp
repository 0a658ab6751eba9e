#include "check/judge.h"

#include "check/rule.h"

namespace recipe::check {
namespace {

/// Nobody reads more of one rule in one document: beyond, they are counted, and the last one is
/// kept.
constexpr std::size_t most_of_a_rule = 1000;

}  // namespace

void Judge::undecided(Span span, std::string why) {
  ++counts_.undecided;
  if (undecided_.size() >= most_of_a_rule) return;
  undecided_.push_back({std::string(rule_.name), span, std::move(why)});
}

Finding& Judge::untrue(Span span, std::string message) {
  ++counts_.untrue;
  if (findings_.size() >= most_of_a_rule) findings_.pop_back();
  return findings_.emplace_back(Finding{std::string(rule_.name),
                                        std::string(rule_.code),
                                        rule_.severity,
                                        span,
                                        std::move(message),
                                        {},
                                        {}});
}

Finding& Judge::untrue(Span span, std::string message, const Standpoint& standpoint,
                       const std::vector<code::Place>& places) {
  Finding& finding = untrue(span, std::move(message));
  if (!standpoint.missing.empty()) {
    if (finding.severity == Severity::error) finding.severity = Severity::warning;
    finding.message += " (seen at " + standpoint.at() + ")";
  }
  for (const code::Place& place : places) {
    finding.evidence.push_back({place.path, place.line, standpoint.tree->commit()});
  }
  return finding;
}

}  // namespace recipe::check
