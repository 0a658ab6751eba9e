#pragma once

#include <vector>

#include "check/completeness.h"
#include "check/finding.h"
#include "check/study.h"

namespace recipe::check {

struct Rule;

/// What was said of one document.
struct Report {
  std::vector<Finding> findings;  ///< by place
  std::vector<Undecided> undecided;
  Counts counts;
  Completeness completeness;
  std::size_t allowed = 0;  ///< findings that comments in the document allow

  std::size_t count(Severity severity) const;
};

/// Asks every rule of `rules`. A rule's findings of one place and text are told once, those that
/// the document allows not at all.
Report check_document(Study& study, const std::vector<const Rule*>& rules);

}  // namespace recipe::check
