#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"

namespace recipe::document {

enum class BlockKind { heading, paragraph, quote, list, item, code, table, html, rule };

/// A row of a table. Each cell is the bytes between two pipes without the space around them.
struct Row {
  Span span;
  std::vector<Span> cells;
};

/// A node of the block tree, as GitHub reads Markdown. Every span is exact in bytes.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;  ///< from the first byte to the end of the last line that belongs to it
  /// What each line holds, without container markers, indentation, fences, `#` and underlines:
  /// of headings, paragraphs, code and html.
  std::vector<Span> lines;
  int level = 0;        ///< of a heading, 1 to 6
  bool bold = false;    ///< a paragraph that is bold as a whole, which many write for a heading
  bool fenced = false;  ///< code between fences, else indented
  bool closed = true;   ///< of fenced code: the closing fence is there
  std::string info;     ///< what stands behind the opening fence
  Span info_span;
  std::vector<Row> rows;  ///< of a table, the head first; the delimiter row is left out
  std::vector<Block> children;
};

/// `[label]: target`
struct Reference {
  std::string target;
  Span span;  ///< of the target
};

struct Markdown {
  std::vector<Block> blocks;
  std::map<std::string, Reference> references;  ///< by label, folded
  std::vector<Diagnostic> diagnostics;
};

/// More is not read; a diagnostic says so.
inline constexpr std::size_t max_document_bytes = std::size_t{4} << 20;
/// A list or quote marker beyond this column is text, so that the tree is never deeper than this.
inline constexpr std::size_t max_marker_column = 100;

/// The block tree. Never fails. Time and memory grow with the size of the text only.
Markdown read_markdown(const SourceText& source);

/// The lines of a code block, each with a line feed.
std::string code_text(const SourceText& source, const std::vector<Span>& lines);

/// The cells of one line of a table; `\|` does not end a cell.
std::vector<Span> split_row(const SourceText& source, Span line);

}  // namespace recipe::document
