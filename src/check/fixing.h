#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "check/finding.h"

namespace recipe::check {

enum class FixesWanted { none, safe, all };

/// A document with fixes applied.
struct Fixed {
  std::string text;
  std::size_t applied = 0;  ///< findings whose fix is in `text`
};

/// Applies the fixes that are wanted, by place; of two that touch the same bytes only the first.
Result<Fixed> fixed(const SourceText& source, const std::vector<Finding>& findings,
                    FixesWanted wanted);

}  // namespace recipe::check
