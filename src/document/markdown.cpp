#include "document/markdown.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "document/lines.h"
#include "document/neutral.h"
#include "document/paragraph.h"

namespace recipe::document {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

/// Turns cmark's tree, of which only kinds, first lines and first columns are trusted, into blocks.
class TreeReader {
 public:
  TreeReader(const SourceText& source, std::size_t skipped, Markdown& out)
      : source_(source), skipped_(skipped), out_(out) {}

  std::vector<Block> read(cmark_node* parent) {
    std::vector<Block> blocks;
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr;
         node = cmark_node_next(node)) {
      add(node, blocks);
    }
    return blocks;
  }

 private:
  static std::size_t number(int n) { return n > 0 ? static_cast<std::size_t>(n) : 1; }
  static std::size_t first_line(cmark_node* node) {
    return number(cmark_node_get_start_line(node));
  }

  std::size_t last_line(cmark_node* node) const {
    const auto last = number(cmark_node_get_end_line(node));
    return std::clamp(last, first_line(node), std::max(first_line(node), source_.line_count()));
  }

  std::size_t start(cmark_node* node) const {
    const Span line = source_.line(first_line(node));
    const std::size_t before = first_line(node) == 1 ? skipped_ : 0;
    return std::min(line.begin + before + number(cmark_node_get_start_column(node)) - 1, line.end);
  }

  Block block(BlockKind kind, cmark_node* node) const {
    Block made;
    made.kind = kind;
    made.span = {start(node), source_.line(last_line(node)).end};
    made.span.end = std::max(made.span.end, made.span.begin);
    return made;
  }

  LineCursor inside(std::size_t number) const {
    Span line = source_.line(number);
    if (number == 1) line.begin += skipped_;
    LineCursor cursor(source_, line);
    cursor.enter(containers_);
    return cursor;
  }

  bool belongs(std::size_t number) const {
    Span line = source_.line(number);
    return LineCursor(source_, line).enter(containers_);
  }

  Span rest_of(LineCursor cursor, std::size_t number) const {
    return {cursor.at(), source_.line(number).end};
  }

  Span trimmed(Span span) const {
    while (span.end > span.begin && is_space(source_.bytes()[span.end - 1])) --span.end;
    return span;
  }

  void add(cmark_node* node, std::vector<Block>& blocks) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_BLOCK_QUOTE:
        return add_container(node, {true, 0}, BlockKind::quote, blocks);
      case CMARK_NODE_ITEM:
        return add_container(node, {false, item_width(node)}, BlockKind::item, blocks);
      case CMARK_NODE_LIST:
        blocks.push_back(block(BlockKind::list, node));
        blocks.back().children = read(node);
        return;
      case CMARK_NODE_CODE_BLOCK:
        return add_code(node, blocks);
      case CMARK_NODE_HEADING:
        return add_heading(node, blocks);
      case CMARK_NODE_PARAGRAPH:
        return add_paragraph(node, blocks);
      case CMARK_NODE_HTML_BLOCK:
        blocks.push_back(block(BlockKind::html, node));
        blocks.back().lines = content_lines(node, last_line(node));
        return;
      default:
        blocks.push_back(block(BlockKind::rule, node));
    }
  }

  void add_container(cmark_node* node, Container container, BlockKind kind,
                     std::vector<Block>& blocks) {
    blocks.push_back(block(kind, node));
    containers_.push_back(container);
    blocks.back().children = read(node);
    containers_.pop_back();
  }

  /// Columns from the enclosing block's left edge to the item's content.
  std::size_t item_width(cmark_node* node) const {
    LineCursor cursor = inside(first_line(node));
    const std::size_t edge = cursor.column();
    cursor.skip_blank();
    while (!cursor.done() && cursor.at() < start(node)) cursor.advance();
    while (is_digit(cursor.peek())) cursor.advance();
    cursor.advance();
    const std::size_t marker_end = cursor.column() - edge;
    const std::size_t space = cursor.indentation();
    const bool usual = space >= 1 && space <= 4 && !cursor.rest_is_blank();
    return marker_end + (usual ? space : 1);
  }

  /// The lines of a block whose content may be indented at will.
  std::vector<Span> content_lines(cmark_node* node, std::size_t last) const {
    std::vector<Span> lines;
    for (std::size_t number = first_line(node); number <= last; ++number) {
      LineCursor cursor = inside(number);
      cursor.skip_blank();
      Span line = rest_of(cursor, number);
      if (number == first_line(node)) line.begin = std::max(line.begin, start(node));
      lines.push_back(trimmed(line));
    }
    return lines;
  }

  bool is_underline(Span line) const {
    const std::string_view text = source_.text(line);
    return !text.empty() && (text[0] == '=' || text[0] == '-') &&
           text.find_first_not_of(text[0]) == std::string_view::npos;
  }

  void add_heading(cmark_node* node, std::vector<Block>& blocks) {
    Block heading = block(BlockKind::heading, node);
    heading.level = cmark_node_get_heading_level(node);
    const Span line = trimmed({heading.span.begin, source_.line(first_line(node)).end});
    const std::string_view text = source_.text(line);
    const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
    if (marks > 0 && marks <= 6 && (marks == text.size() || is_space(text[marks]))) {
      heading.span.end = line.end;
      heading.lines = {atx_content({line.begin + marks, line.end})};
    } else {
      heading.lines = setext_lines(node, heading.span);
    }
    blocks.push_back(std::move(heading));
  }

  /// Without the closing sequence of `#`, if there is one.
  Span atx_content(Span rest) const {
    while (rest.begin < rest.end && is_space(source_.bytes()[rest.begin])) ++rest.begin;
    std::size_t end = rest.end;
    while (end > rest.begin && source_.bytes()[end - 1] == '#') --end;
    if (end == rest.begin || is_space(source_.bytes()[end - 1])) rest.end = end;
    return trimmed(rest);
  }

  std::vector<Span> setext_lines(cmark_node* node, Span& whole) const {
    std::vector<Span> lines;
    for (std::size_t number = first_line(node); number <= source_.line_count(); ++number) {
      LineCursor cursor = inside(number);
      cursor.skip_blank();
      const Span line = trimmed(rest_of(cursor, number));
      whole.end = source_.line(number).end;
      if (number > first_line(node) && is_underline(line)) break;
      lines.push_back(line);
    }
    if (!lines.empty()) lines.front().begin = std::max(lines.front().begin, whole.begin);
    return lines;
  }

  void add_paragraph(cmark_node* node, std::vector<Block>& blocks) {
    Block paragraph = block(BlockKind::paragraph, node);
    paragraph.lines = content_lines(node, last_line(node));
    split_paragraph(source_, std::move(paragraph), blocks, out_);
  }

  void add_code(cmark_node* node, std::vector<Block>& blocks) {
    Block code = block(BlockKind::code, node);
    int length = 0;
    int offset = 0;
    char mark = 0;
    code.fenced = cmark_node_get_fenced(node, &length, &offset, &mark) != 0;
    if (code.fenced) {
      read_fenced(node, code, mark);
    } else {
      read_indented(node, code);
    }
    blocks.push_back(std::move(code));
  }

  void read_fenced(cmark_node* node, Block& code, char mark) const {
    const std::size_t first = first_line(node);
    LineCursor opening = inside(first);
    const std::size_t indent = opening.indentation();
    opening.skip_blank();
    while (!opening.done() && opening.at() < start(node)) opening.advance();
    std::size_t length = 0;
    for (; opening.peek() == mark && !opening.done(); opening.advance()) ++length;
    opening.skip_blank();
    code.info_span = trimmed(rest_of(opening, first));
    code.info = std::string(source_.text(code.info_span));

    std::size_t last = last_line(node);
    code.closed = last > first && closes(last, mark, length);
    if (code.closed) --last;
    while (last > first && !belongs(last)) --last;
    if (!code.closed) code.span.end = source_.line(last).end;
    for (std::size_t number = first + 1; number <= last; ++number) {
      LineCursor cursor = inside(number);
      cursor.skip_columns(std::min<std::size_t>(indent, 3));
      code.lines.push_back(rest_of(cursor, number));
    }
  }

  bool closes(std::size_t number, char mark, std::size_t length) const {
    LineCursor cursor = inside(number);
    if (cursor.indentation() > 3) return false;
    cursor.skip_blank();
    const std::string_view text = source_.text(trimmed(rest_of(cursor, number)));
    return text.size() >= length && text.find_first_not_of(mark) == std::string_view::npos;
  }

  void read_indented(cmark_node* node, Block& code) const {
    for (std::size_t number = first_line(node); number <= last_line(node); ++number) {
      LineCursor cursor = inside(number);
      cursor.skip_columns(4);
      code.lines.push_back(rest_of(cursor, number));
    }
    while (code.lines.size() > 1 && trim(source_.text(code.lines.back())).empty()) {
      code.lines.pop_back();
    }
    code.span.end = code.lines.back().end;
  }

  const SourceText& source_;
  std::size_t skipped_;
  Markdown& out_;
  std::vector<Container> containers_;
};

}  // namespace

Markdown read_markdown(const SourceText& source) {
  Markdown out;
  const std::string_view bytes = source.bytes();
  if (bytes.size() > max_document_bytes) {
    out.diagnostics.push_back({"document-too-large",
                               Severity::error,
                               {0, 0},
                               "the document has more than 4 MiB and is not read; move pasted "
                               "output to files and link them",
                               std::nullopt});
    return out;
  }
  const std::size_t skipped = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  const std::string text = neutral(bytes.substr(skipped));
  const Tree tree(cmark_parse_document(text.data(), text.size(), CMARK_OPT_SOURCEPOS));
  if (tree) out.blocks = TreeReader(source, skipped, out).read(tree.get());
  return out;
}

std::string code_text(const SourceText& source, const std::vector<Span>& lines) {
  std::string text;
  for (const Span line : lines) {
    text += source.text(line);
    text += '\n';
  }
  return text;
}

}  // namespace recipe::document
