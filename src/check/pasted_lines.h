#pragma once

#include <cstddef>
#include <vector>

#include "base/source.h"

namespace recipe::check {

/// A line as it is pasted into a shell.
struct PastedLine {
  Span span;
  /// Begins within a string or a here-document of an earlier line.
  bool inside = false;
  /// Where its comment begins; the end of the line without one.
  std::size_t comment = 0;
  /// The shell joins the next line to it: a backslash, an operator or an open string at its end.
  bool joined = false;

  Span code() const { return {span.begin, comment}; }
};

/// Lines of one block, each without its line end.
std::vector<PastedLine> pasted_lines(const SourceText& source, const std::vector<Span>& lines);

/// Without white space at both ends.
Span trimmed(const SourceText& source, Span span);

}  // namespace recipe::check
