#include "author/section_draft.h"

#include <algorithm>

#include "author/template.h"
#include "base/text.h"

namespace recipe::author {

using document::Block;
using document::BlockKind;
using document::Slice;
using document::Statement;

namespace {

/// Whether a block goes on to the end of the document, so that what is put below it is within it.
bool never_ends(const SourceText& source, const Block& block) {
  if (block.kind == BlockKind::code) return block.fenced && !block.closed;
  if (block.kind != BlockKind::html) return false;
  const std::string text = lower(trim(source.text(block.span)));
  if (text.starts_with("<!--")) return text.find("-->") == std::string::npos;
  const bool raw = text.starts_with("<pre") || text.starts_with("<script") ||
                   text.starts_with("<style") || text.starts_with("<textarea");
  return raw && text.find("</") == std::string::npos;
}

}  // namespace

SectionDraft::SectionDraft(Draft& draft, document::SectionKind kind)
    : draft_(draft), kind_(kind), text_(draft.section(kind)) {
  if (text_ == nullptr) return;
  blocks_ = text_->blocks;
  statements_ = document::statements_in(draft.reading(), blocks_);
  for (const Block* block : document::all_of_kind(blocks_, BlockKind::table)) {
    if (!block->rows.empty()) tables_.emplace_back(draft, kind, *block);
  }
}

bool SectionDraft::applies() {
  const document::Recipe& recipe = draft_.recipe();
  for (auto kind = kind_; kind != document::SectionKind::root;
       kind = document::outline_row(kind).parent) {
    const document::Section* section = recipe.section(kind);
    if (section == nullptr || !section->not_applicable) continue;
    if (kind == kind_ && is_skeleton_section(recipe, kind)) {
      remove_not_applicable();
      continue;
    }
    draft_.leave(document::full_name(kind) +
                 " says that it does not apply: remove that sentence to have it written");
    return false;
  }
  return true;
}

void SectionDraft::remove_not_applicable() {
  const SourceText& source = draft_.source();
  for (const Block* block : blocks_) {
    if (block->kind != BlockKind::paragraph) continue;
    const std::size_t last = source.line_at(block->span.end);
    const std::size_t end =
        last < source.line_count() ? source.line(last + 1).begin : source.line(last).end;
    removed_.push_back({source.line(source.line_at(block->span.begin)).begin, end});
  }
}

TableDraft* SectionDraft::table_with(const std::vector<std::string_view>& columns) {
  for (TableDraft& table : tables_) {
    const bool all = std::all_of(columns.begin(), columns.end(), [&](std::string_view names) {
      return table.column(names).has_value();
    });
    if (all) return &table;
  }
  return nullptr;
}

Span SectionDraft::raw(Slice slice) {
  Span span = slice.span();
  for (const document::Piece& piece : slice.flat->pieces) {
    if (piece.begin < slice.begin || piece.end > slice.end || slice.empty()) continue;
    span.begin = std::min(span.begin, piece.span.begin);
    span.end = std::max(span.end, piece.span.end);
  }
  return span;
}

const Statement* SectionDraft::field(std::string_view names) const {
  return document::find_field(statements_, names);
}

/// From behind the colon to the end of the line, or the cell beside the name; none for a field that
/// goes over several lines.
std::optional<Span> SectionDraft::value_place(const Statement& field) const {
  const SourceText& source = draft_.source();
  if (field.item == nullptr) {
    for (const TableDraft& table : tables_) {
      for (const document::Row& row : table.block().rows) {
        if (row.span == field.place && row.cells.size() > 1) return row.cells[1];
      }
    }
    return std::nullopt;
  }
  const Block& paragraph = field.item->children.front();
  if (paragraph.lines.size() != 1) return std::nullopt;
  const Span line = paragraph.lines.front();
  const std::string_view text = source.text(line);
  std::size_t at = raw(*field.name).end - line.begin;
  constexpr std::string_view marks = "*_~`";
  while (at < text.size() && (marks.find(text[at]) != std::string_view::npos || text[at] == ' ')) {
    ++at;
  }
  if (at >= text.size() || text[at] != ':') return std::nullopt;
  ++at;
  while (at < text.size() && (text[at] == '*' || text[at] == '_')) ++at;
  const std::size_t end = text.find_last_not_of(" \t") + 1;
  while (at < end && is_space(text[at])) ++at;
  return Span{line.begin + std::min(at, end), line.begin + end};
}

void SectionDraft::set_value(const Statement& field, Slice part, const std::string& what,
                             const std::string& markdown) {
  const bool all = part.begin == field.value.begin && part.end == field.value.end;
  const auto place = all ? value_place(field) : std::optional(raw(part));
  if (!place) {
    return draft_.leave(document::full_name(kind_) + ", line " +
                        std::to_string(draft_.source().line_at(field.place.begin)) + ": " + what +
                        " is " + markdown + ", but the field goes over several lines");
  }
  const std::string before(draft_.source().text(*place));
  if (before == markdown) return;
  draft_.note(kind_, place->begin, what, before, markdown);
  const bool behind_colon = place->empty() && place->begin > 0 && field.item != nullptr &&
                            !is_space(draft_.source().bytes()[place->begin - 1]);
  draft_.replace(*place, (behind_colon ? " " : "") + markdown);
}

void SectionDraft::set_field(const std::string& label, std::string_view names,
                             const std::string& markdown, const SameValue& same) {
  const Statement* known = field(names);
  if (known == nullptr) return add_field(label, markdown);
  if (!known->value.empty() && same(known->value)) return;
  set_value(*known, known->value, label, markdown);
}

bool SectionDraft::remove_field(const Statement& field) {
  if (field.item == nullptr || field.item->children.size() != 1) return false;
  const SourceText& source = draft_.source();
  const std::size_t number = source.line_at(field.item->span.begin);
  const Span line = source.line(number);
  const bool alone = source.line_at(field.item->children.front().lines.back().end) == number;
  const std::string_view before = source.text({line.begin, field.item->span.begin});
  if (!alone || !trim(before).empty()) return false;
  const std::size_t next = number < source.line_count() ? source.line(number + 1).begin : line.end;
  removed_.push_back({line.begin, next});
  return true;
}

void SectionDraft::add_field(const std::string& label, const std::string& markdown) {
  fields_.push_back({label, markdown});
}

void SectionDraft::put_fields_before(const Block& block) {
  const SourceText& source = draft_.source();
  fields_at_ = source.line(source.line_at(block.span.begin)).begin;
}

void SectionDraft::add_below(const std::string& what, const std::string& markdown) {
  below_.push_back(markdown);
  if (text_ == nullptr || !can_add_below()) return;
  draft_.note(kind_, end_of_section(draft_.source(), *text_), what, "", "added");
}

/// The first list of the section with a field among its items.
const Block* SectionDraft::list_of_fields() const {
  for (const Block* block : blocks_) {
    if (block->kind != BlockKind::list) continue;
    const bool any = std::any_of(statements_.begin(), statements_.end(), [&](const Statement& s) {
      return s.is_field() && s.item != nullptr && block->span.contains(s.item->span.begin);
    });
    const char marker = draft_.source().bytes()[block->span.begin];
    if (any && !is_digit(marker)) return block;
  }
  return nullptr;
}

std::string SectionDraft::fields_text(const std::string& indent, char marker) const {
  std::string text;
  for (const Added& added : fields_) {
    text += (text.empty() ? "" : "\n") + indent + std::string(1, marker) + " " + added.label +
            ": " + added.markdown;
  }
  return text;
}

void SectionDraft::write_fields() {
  const SourceText& source = draft_.source();
  const Block* list = list_of_fields();
  std::optional<std::size_t> at;
  std::string indent;
  char marker = '-';
  if (list != nullptr) {
    const Span first = source.line(source.line_at(list->span.begin));
    indent = std::string(source.text({first.begin, list->span.begin}));
    marker = source.bytes()[list->span.begin];
    at = end_of_text(source, list->span);
  } else if (fields_at_) {
    at = fields_at_;
  }
  for (const Added& added : fields_) {
    if (!at && !can_add_below()) break;
    draft_.note(kind_, at.value_or(end_of_section(source, *text_)), added.label, "",
                added.markdown);
  }
  const std::string text = fields_.empty() ? "" : fields_text(indent, marker);
  bool written = fields_.empty();
  const std::size_t end = end_of_section(source, *text_);
  const bool adds_below = !below_.empty() || (!fields_.empty() && !at);
  for (Span removed : removed_) {
    const bool last = adds_below && removed.begin <= end && end < removed.end;
    if (last) removed.end = end;
    // What is added behind a line that goes takes its place.
    const bool here = !written && list != nullptr && at && removed.begin <= *at &&
                      (*at < removed.end || *at == end || *at == source.bytes().size());
    draft_.replace(removed, here ? text + (last ? "" : "\n") : "");
    below_takes_a_line_ = last && !here;
    written = written || here;
  }
  if (written) return;
  if (list != nullptr) return draft_.replace({*at, *at}, "\n" + text);
  if (at) return draft_.replace({*at, *at}, text + "\n\n");
  below_.insert(below_.begin(), text);
}

bool SectionDraft::can_add_below() const {
  return blocks_.empty() || !never_ends(draft_.source(), *blocks_.back());
}

void SectionDraft::finish() {
  if (text_ == nullptr) {
    std::vector<std::string> parts;
    if (!fields_.empty()) parts.push_back(fields_text("", '-'));
    parts.insert(parts.end(), below_.begin(), below_.end());
    if (!parts.empty()) draft_.add_section(kind_, join(parts, "\n\n"));
    return;
  }
  write_fields();
  for (TableDraft& table : tables_) table.finish();
  if (below_.empty()) return;
  if (!can_add_below()) {
    return draft_.leave(document::full_name(kind_) +
                        " ends in a comment or block that is not closed: close it");
  }
  const std::size_t at = end_of_section(draft_.source(), *text_);
  const std::string_view rest = std::string_view(draft_.source().bytes()).substr(at);
  const bool blank_follows = rest.empty() || rest == "\n" || rest == "\r\n" ||
                             rest.starts_with("\n\n") || rest.starts_with("\r\n\r\n");
  draft_.replace({at, at}, (below_takes_a_line_ ? "" : "\n\n") + join(below_, "\n\n") +
                               (blank_follows ? "" : "\n"));
}

}  // namespace recipe::author
