#include "document/page.h"

#include <algorithm>

#include "base/text.h"
#include "document/html.h"
#include "document/slug.h"

namespace recipe::document {
namespace {

/// Fills a page from its blocks, in the order of the text.
class PageReader {
 public:
  explicit PageReader(Page& page) : page_(page) {}

  void run() {
    for (const Block& block : page_.markdown.blocks) read(block, nullptr);
    close_headings();
    std::sort(page_.anchors.begin(), page_.anchors.end());
  }

 private:
  // As deep as lists and quotes nest, which max_marker_column bounds.
  void read(const Block& block, const Block* item) {
    switch (block.kind) {
      case BlockKind::heading:
        return heading(block, item);
      case BlockKind::paragraph:
        add_passage(PassageKind::paragraph, block, item);
        return;
      case BlockKind::table:
        return table(block, item);
      case BlockKind::html:
        html(block.span, no_index);
        return html_headings(block);
      case BlockKind::code:
        page_.code.push_back({&block, current()});
        return;
      default:
        break;
    }
    for (const Block& child : block.children) {
      read(child, block.kind == BlockKind::item ? &block : item);
    }
  }

  std::size_t current() const {
    return page_.headings.empty() ? no_index : page_.headings.size() - 1;
  }

  void heading(const Block& block, const Block* item) {
    Span span = block.span;
    if (!block.lines.empty()) span = {block.lines.front().begin, block.lines.back().end};
    const Flat flat = read_inline(page_.source, block.lines, page_.markdown);
    open_heading(shown(flat), block.level, span);
    add_passage(PassageKind::heading, block, item);
  }

  /// The text of a heading as its anchor sees it: without what images say.
  static std::string shown(const Flat& flat) {
    std::string text;
    std::size_t at = 0;
    for (const Piece& piece : flat.pieces) {
      if (piece.kind != PieceKind::image || piece.begin < at) continue;
      text += flat.text.substr(at, piece.begin - at);
      at = piece.end;
    }
    return text + flat.text.substr(at);
  }

  void open_heading(std::string text, int level, Span span) {
    Heading heading;
    heading.level = level;
    heading.span = span;
    heading.slug = slugs_.next(text);
    heading.text = std::string(trim(text));
    for (std::size_t above = page_.headings.size(); above-- > 0;) {
      if (page_.headings[above].level < level) {
        heading.parent = above;
        break;
      }
      if (page_.headings[above].parent == no_index) break;
    }
    page_.anchors.push_back(heading.slug);
    // Behind markup that shows nothing, such as `<a name="x"></a>`, a space is part of the anchor;
    // not every host takes it so.
    if (heading.text.size() != text.size()) page_.anchors.push_back(slug_of(heading.text));
    // Space that markup has left at the ends is part of GitHub's anchor; others leave it out.
    const std::string trimmed = slug_of(heading.text);
    if (trimmed != slug_of(text)) page_.anchors.push_back(trimmed);
    page_.headings.push_back(std::move(heading));
  }

  void close_headings() {
    std::vector<std::size_t> open;
    const std::size_t end = page_.source.bytes().size();
    for (std::size_t i = 0; i < page_.headings.size(); ++i) {
      Heading& heading = page_.headings[i];
      const std::size_t begin = heading.span.begin;
      if (i > 0) page_.headings[i - 1].body_end = begin;
      while (!open.empty() && page_.headings[open.back()].level >= heading.level) {
        page_.headings[open.back()].section_end = begin;
        open.pop_back();
      }
      open.push_back(i);
      heading.body_end = heading.section_end = end;
    }
  }

  void add_passage(PassageKind kind, const Block& block, const Block* item) {
    Passage& passage = page_.passages.emplace_back();
    passage.kind = kind;
    passage.flat = read_inline(page_.source, block.lines, page_.markdown);
    passage.span = block.span;
    passage.heading = current();
    passage.item = item;
    add_pieces(passage);
    html(block.span, page_.passages.size() - 1);
  }

  void table(const Block& block, const Block* item) {
    PageTable table{&block, {}, current()};
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
      auto& cells = table.cells.emplace_back();
      for (std::size_t column = 0; column < block.rows[row].cells.size(); ++column) {
        const Span span = block.rows[row].cells[column];
        Passage& cell = page_.passages.emplace_back();
        cell.kind = PassageKind::cell;
        cell.flat = read_inline(page_.source, {span}, page_.markdown, InCell::yes);
        cell.span = span;
        cell.heading = current();
        cell.item = item;
        cell.table = page_.tables.size();
        cell.row = row;
        cell.column = column;
        add_pieces(cell);
        html(span, page_.passages.size() - 1);
        cells.push_back(page_.passages.size() - 1);
      }
    }
    page_.tables.push_back(std::move(table));
  }

  void add_pieces(const Passage& passage) {
    const std::size_t index = page_.passages.size() - 1;
    for (const Piece& piece : passage.flat.pieces) {
      std::string text = passage.flat.text.substr(piece.begin, piece.end - piece.begin);
      if (piece.kind == PieceKind::code) {
        page_.code_spans.push_back({std::move(text), piece.span, index});
        continue;
      }
      const LinkKind kind = piece.kind == PieceKind::link    ? LinkKind::link
                            : piece.kind == PieceKind::image ? LinkKind::image
                                                             : LinkKind::url;
      page_.links.push_back({kind, piece.target, piece.span, piece.target_span, std::move(text),
                             passage.heading, index});
    }
  }

  void html(Span within, std::size_t passage) {
    const std::vector<Piece>* pieces =
        passage == no_index ? nullptr : &page_.passages[passage].flat.pieces;
    for (const HtmlTag& tag : html_tags_in(page_.source, within)) {
      const bool in_code =
          pieces != nullptr && std::any_of(pieces->begin(), pieces->end(), [&tag](const Piece& p) {
            return p.kind == PieceKind::code && p.span.contains(tag.span.begin);
          });
      if (in_code) continue;
      for (const std::string_view name : {"id", "name"}) {
        if (const auto* value = tag.attribute(name)) page_.anchors.push_back(value->value);
      }
      const auto* target = tag.name == "a"     ? tag.attribute("href")
                           : tag.name == "img" ? tag.attribute("src")
                                               : nullptr;
      if (target == nullptr) continue;
      const LinkKind kind = tag.name == "a" ? LinkKind::html_link : LinkKind::html_image;
      page_.links.push_back(
          {kind, std::string(trim(target->value)), tag.span, target->span, "", current(), passage});
    }
  }

  /// `<h2>Text</h2>` in an HTML block.
  void html_headings(const Block& block) {
    const auto tags = html_tags_in(page_.source, block.span);
    for (std::size_t i = 0; i + 1 < tags.size(); ++i) {
      const std::string& name = tags[i].name;
      if (name.size() != 2 || name[0] != 'h' || name[1] < '1' || name[1] > '6') continue;
      std::size_t end = i + 1;
      while (end < tags.size() && tags[end].name != "/" + name) ++end;
      if (end == tags.size()) return;
      std::string text;
      for (std::size_t t = i; t < end; ++t) {
        text += page_.source.text({tags[t].span.end, tags[t + 1].span.begin});
      }
      open_heading(text, name[1] - '0', {tags[i].span.end, tags[end].span.begin});
      i = end;
    }
  }

  Page& page_;
  Slugs slugs_;
};

}  // namespace

Page::Page(SourceText from) : source(std::move(from)), markdown(read_markdown(source)) {
  PageReader(*this).run();
}

bool Page::has_anchor(std::string_view anchor) const {
  return std::binary_search(anchors.begin(), anchors.end(), anchor);
}

std::size_t Page::heading_at(std::size_t offset) const {
  const auto after = std::upper_bound(
      headings.begin(), headings.end(), offset,
      [](std::size_t wanted, const Heading& heading) { return wanted < heading.span.begin; });
  return after == headings.begin() ? no_index
                                   : static_cast<std::size_t>(after - headings.begin()) - 1;
}

std::string Page::heading_path(std::size_t heading) const {
  std::string path;
  for (; heading != no_index; heading = headings[heading].parent) {
    path = headings[heading].text + (path.empty() ? "" : " / ") + path;
  }
  return path;
}

}  // namespace recipe::document
