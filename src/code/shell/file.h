#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/shell.h"
#include "base/source.h"
#include "code/script.h"

namespace recipe::code {

/// A shell script and those of its parts that see the arguments of the script itself.
struct ShellFile {
  SourceText source;
  ShellText text;
  std::vector<Span> own_arguments;  ///< functions in which `$1` is an argument of the function

  ShellFile(std::string path, std::string bytes);

  std::string_view at(Span span) const { return source.text(span); }
  Place place(std::size_t offset) const { return {source.path(), source.line_at(offset)}; }
  /// Whether `$1` at this place is the first argument of the script.
  bool sees_arguments(std::size_t offset) const;
  /// The expansions within a span, as a range of `text.expansions`.
  std::pair<const ShellExpansion*, const ShellExpansion*> expansions_in(Span span) const;
  /// `$@`, `$*` and their like.
  bool holds_all_arguments(Span span) const;
  /// The one expansion that a word consists of, quotes aside; null if there is more to it.
  const ShellExpansion* only_expansion(const ShellWord& word) const;
};

}  // namespace recipe::code
