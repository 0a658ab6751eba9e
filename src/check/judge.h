#pragma once

#include <string>
#include <vector>

#include "check/finding.h"
#include "check/study.h"

namespace recipe::check {

struct Rule;

/// What one rule says of one document: every statement that it looks at is counted once, as true,
/// untrue or undecided.
class Judge {
 public:
  Judge(const Rule& rule, const Study& study) : rule_(rule), study_(study) {}

  /// The statement holds.
  void holds() { ++counts_.held; }
  /// It cannot be told, and why.
  void undecided(Span span, std::string why);
  /// It is untrue, or something is wrong here, as severe as the rule says. The caller may change
  /// what is returned, until the next call.
  Finding& untrue(Span span, std::string message);
  /// The same for what was seen at a standpoint: at most a warning if the commit is missing.
  Finding& untrue(Span span, std::string message, const Standpoint& standpoint,
                  const std::vector<code::Place>& places);

  const std::vector<Finding>& findings() const { return findings_; }
  const std::vector<Undecided>& undecided() const { return undecided_; }
  const Counts& counts() const { return counts_; }

 private:
  const Rule& rule_;
  const Study& study_;
  Counts counts_;
  std::vector<Finding> findings_;
  std::vector<Undecided> undecided_;
};

}  // namespace recipe::check
