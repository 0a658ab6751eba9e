#pragma once

#include <string>
#include <vector>

#include "document/page.h"

namespace recipe::check {

/// A path as commands and code spans write it: "/path/to/output".
struct WrittenPath {
  std::string text;         ///< without a `/` at its end
  std::vector<Span> spans;  ///< where it stands, in order
};

/// Absolute paths, and placeholders such as `path/to/data`, of the document's code blocks and code
/// spans, in order of first use; at most a few hundred.
std::vector<WrittenPath> written_paths(const document::Page& page);

/// Whether one is the other but for one letter of its last component: a slip of the pen, unless
/// both are meant.
bool differ_by_a_letter(const std::string& a, const std::string& b);

}  // namespace recipe::check
