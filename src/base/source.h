#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recipe {

/// A half-open range of bytes in a SourceText.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(std::size_t offset) const { return begin <= offset && offset < end; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// For display: line and column count from 1; a column is a Unicode code point, a tab counts one.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

/// A value together with the bytes it was read from.
template <class T>
struct At {
  At() requires std::default_initializable<T> : value(), span() {}
  At(T what, Span where) : value(std::move(what)), span(where) {}

  T value;
  Span span;
};

/// The bytes of a document, never changed, and where its lines begin. Lines end with LF or CRLF.
class SourceText {
 public:
  SourceText() : SourceText("", "") {}
  /// `path` is only shown to the user.
  SourceText(std::string path, std::string bytes);

  const std::string& path() const { return path_; }
  const std::string& bytes() const { return bytes_; }
  std::string_view text(Span span) const;
  std::size_t line_count() const { return line_begins_.size(); }
  /// The bytes of line `number` (from 1) without its line end; empty beyond the last line.
  Span line(std::size_t number) const;
  /// The number of the line that holds the byte at `offset`, from 1.
  std::size_t line_at(std::size_t offset) const;
  Position position(std::size_t offset) const;
  /// "path:line:column"
  std::string place(Span span) const;

 private:
  std::string path_;
  std::string bytes_;
  std::vector<std::size_t> line_begins_;
};

}  // namespace recipe
