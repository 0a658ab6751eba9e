#pragma once

#include <string>
#include <string_view>

#include "check/study.h"

namespace recipe::check {

/// What a document names that lies outside of the repository's own files.
struct OutsidePaths {
  explicit OutsidePaths(Study& study);

  /// A submodule right beside the document, else the first into which one of its paths leads; empty
  /// if there is none.
  std::string submodule;

  /// Whether another place of the document has the path at the end of one that begins at the root
  /// of the machine or in the reader's home: `~/.config/x.conf` for `x.conf`.
  bool has_at_end(const document::Page& page, std::string_view path) const;
};

}  // namespace recipe::check
