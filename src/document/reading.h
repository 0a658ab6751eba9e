#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "document/inline.h"
#include "document/markdown.h"
#include "document/recipe.h"

namespace recipe::document {

/// What the readers of sections share: the text, the recipe that grows, and the inline text of what
/// has been looked at, which lives as long as this.
class Reading {
 public:
  Reading(const SourceText& from, const Markdown& blocks, Recipe& into)
      : source(from), markdown(blocks), recipe(into) {}

  Slice text(const std::vector<Span>& lines) {
    return whole(flats_.emplace_back(read_inline(source, lines, markdown)));
  }
  Slice cell(Span span) {
    return whole(flats_.emplace_back(read_inline(source, {span}, markdown, InCell::yes)));
  }
  void report(Severity severity, std::string rule, Span span, std::string message) {
    recipe.diagnostics.push_back(
        {std::move(rule), severity, span, std::move(message), std::nullopt});
  }

  const SourceText& source;
  const Markdown& markdown;
  Recipe& recipe;

 private:
  std::deque<Flat> flats_;
};

using Blocks = std::vector<const Block*>;

/// Every block of a kind, also in lists and quotes, in order.
Blocks all_of_kind(const Blocks& blocks, BlockKind kind);

}  // namespace recipe::document
