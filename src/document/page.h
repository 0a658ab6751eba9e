#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/inline.h"
#include "document/markdown.h"

namespace recipe::document {

enum class PassageKind { heading, paragraph, cell };

inline constexpr std::size_t no_index = static_cast<std::size_t>(-1);

/// Running text: a heading, a paragraph (also of a list item) or a cell of a table.
struct Passage {
  PassageKind kind = PassageKind::paragraph;
  Flat flat;
  Span span;
  std::size_t heading =
      no_index;                  ///< the heading above it, in Page::headings; its own of a heading
  const Block* item = nullptr;   ///< the list item that holds it
  std::size_t table = no_index;  ///< of a cell: in Page::tables
  std::size_t row = 0;           ///< of a cell: 0 is the head
  std::size_t column = 0;
};

struct Heading {
  std::string text;
  int level = 1;
  std::string slug;  ///< the anchor that GitHub gives it
  Span span;         ///< of its text
  std::size_t parent = no_index;
  std::size_t body_end = 0;     ///< where the next heading begins, or the end
  std::size_t section_end = 0;  ///< where the next heading of its level or above begins, or the end
};

enum class LinkKind {
  link,
  image,
  url,         ///< bare in the text, or in angle brackets
  html_link,   ///< `<a href>`
  html_image,  ///< `<img src>`
};

struct Link {
  LinkKind kind = LinkKind::link;
  std::string target;  ///< escapes resolved
  Span span;           ///< all of it
  Span target_span;
  std::string text;
  std::size_t heading = no_index;
  std::size_t passage = no_index;  ///< none in an HTML block
};

struct CodeSpan {
  std::string text;
  Span span;  ///< with the backticks
  std::size_t passage = 0;
};

struct PageTable {
  const Block* block = nullptr;
  std::vector<std::vector<std::size_t>> cells;  ///< in Page::passages, by row, the head first
  std::size_t heading = no_index;
};

struct CodeBlock {
  const Block* block = nullptr;
  std::size_t heading = no_index;
};

/// Any Markdown document as GitHub shows it, whatever its outline.
struct Page {
  explicit Page(SourceText from);
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  SourceText source;
  Markdown markdown;
  std::deque<Passage> passages;  ///< in order
  std::vector<Heading> headings;
  std::vector<Link> links;
  std::vector<CodeSpan> code_spans;
  std::vector<PageTable> tables;
  std::vector<CodeBlock> code;
  std::vector<std::string> anchors;  ///< of headings, and every `id` and `name` in HTML; sorted

  bool has_anchor(std::string_view anchor) const;
  /// The heading above a place, in `headings`; no_index before the first.
  std::size_t heading_at(std::size_t offset) const;
  /// The text of a heading and of all above it, from the top: "Training / Code".
  std::string heading_path(std::size_t heading) const;
};

}  // namespace recipe::document
