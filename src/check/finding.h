#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"

namespace recipe::check {

/// Where the truth was seen: a line of a file at a commit.
struct Evidence {
  std::string path;
  std::size_t line = 0;  ///< from 1; 0: the file as a whole
  std::string commit;    ///< full; empty: the files as they are, or no repository

  /// "train.py:62 at ff931bf"
  std::string to_string() const;
};

/// What is wrong with a place in a document.
struct Finding {
  std::string rule;  ///< "unknown-flag"
  std::string code;  ///< "RC501"
  Severity severity = Severity::warning;
  Span span;
  std::string message;  ///< what the document says, what is true, what to do
  std::vector<Evidence> evidence;
  std::optional<Fix> fix;
};

/// A statement that could not be judged.
struct Undecided {
  std::string rule;
  Span span;
  std::string why;
};

/// How many statements were judged, and how.
struct Counts {
  std::size_t held = 0;
  std::size_t untrue = 0;
  std::size_t undecided = 0;

  std::size_t all() const { return held + untrue + undecided; }
};

}  // namespace recipe::check
