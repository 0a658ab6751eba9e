#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/result.h"
#include "base/source.h"

namespace recipe::document {

/// The bytes with every edit applied, all others as they were. Edits may come in any order; two
/// that overlap are refused.
Result<std::string> apply(const SourceText& source, std::vector<Edit> edits);

}  // namespace recipe::document
