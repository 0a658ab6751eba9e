#pragma once

#include <string>
#include <vector>

#include "check/finding.h"
#include "document/page.h"

namespace recipe::check {

struct Rule;

/// A comment by which the author allows what rules find:
/// `<!-- recipe: allow unknown-flag, the launcher takes it -->`
/// On a line of its own it is for the next block, before a heading for that whole section; within a
/// line, such as a row of a table, for that line.
struct Allowance {
  Span span;                       ///< the comment
  Span lines;                      ///< to delete with it: its lines, if nothing else stands there
  Span scope;                      ///< where it holds
  std::vector<const Rule*> rules;  ///< without those that do not exist
  std::string reason;
  std::string wrong;  ///< why it allows nothing; empty: it is fine
};

/// All of a document, in order; those in code are left alone.
std::vector<Allowance> allowances_in(const document::Page& page);

/// Takes out of `findings` what is allowed, and says how many. Adds a finding for each allowance of
/// a rule among `ran` that nothing needs.
std::size_t apply_allowances(const document::Page& page, const std::vector<const Rule*>& ran,
                             const std::vector<Undecided>& undecided,
                             std::vector<Finding>& findings);

}  // namespace recipe::check
