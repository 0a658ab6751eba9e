#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/shell.h"
#include "base/source.h"

namespace recipe::check {

/// Text put together from pieces of a document, which knows where each byte came from.
class PlacedText {
 public:
  const std::string& text() const { return text_; }
  /// Bytes of the document.
  void add(const SourceText& source, Span span);
  /// Bytes that stand for the place `at`.
  void add(std::string_view bytes, Span at);

  /// The bytes of the document that text[span] was made of.
  Span place(Span span) const;
  /// All spans of a command of `read_shell(text())`.
  ShellCommand place(ShellCommand command) const;

 private:
  struct Run {
    std::size_t begin;  ///< in `text_`
    Span source;
    bool literal;  ///< byte for byte
  };
  const Run* run_at(std::size_t offset) const;
  void place(ShellWord& word) const { word.span = place(word.span); }

  std::string text_;
  std::vector<Run> runs_;
};

}  // namespace recipe::check
