#pragma once

#include <vector>

#include "base/source.h"

namespace recipe::document {

/// A quote or list item around a block: what each further line of the block must begin with.
struct Container {
  bool quote = false;
  std::size_t width = 0;  ///< columns of a list item's indentation
};

/// A place in a line that knows its column, so that tabs count as they should.
class LineCursor {
 public:
  LineCursor(const SourceText& source, Span line)
      : bytes_(source.bytes()), at_(line.begin), end_(line.end), column_(0) {}

  std::size_t at() const { return at_; }
  std::size_t column() const { return column_; }
  bool done() const { return at_ >= end_; }
  char peek() const { return done() ? '\0' : bytes_[at_]; }
  /// Columns of white space ahead.
  std::size_t indentation() const;
  bool rest_is_blank() const;
  void advance();
  /// Past white space, at most so many columns.
  void skip_columns(std::size_t columns);
  void skip_blank();
  /// Past the markers of `containers`; stops early and is false where one is missing, as on a lazy
  /// line.
  bool enter(const std::vector<Container>& containers);

 private:
  const std::string& bytes_;
  std::size_t at_;
  std::size_t end_;
  std::size_t column_;
  std::size_t pending_ = 0;  ///< columns of a tab that was entered, not passed

  bool blank_at() const { return peek() == ' ' || peek() == '\t'; }
};

}  // namespace recipe::document
