#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/location.h"
#include "document/markdown.h"

namespace recipe::document {

/// What stands behind the `]` of a link.
struct LinkTarget {
  std::string target;  ///< backslash escapes resolved
  std::size_t target_begin = 0;
  std::size_t target_end = 0;
  const Reference* reference = nullptr;  ///< where the target is a definition elsewhere
  std::size_t end = 0;                   ///< behind the link
};

/// The target of a link whose `]` ends at `at`: `(target "title")`, `[label]`, `[]`, or nothing if
/// `label`, the link's own text, is defined.
std::optional<LinkTarget> link_target(std::string_view text, std::size_t at, std::string_view label,
                                      const Markdown& markdown);

}  // namespace recipe::document
