#include "author/table_draft.h"

#include "author/section_draft.h"
#include "base/text.h"

namespace recipe::author {

using document::Slice;

std::string row_text(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) text += (cell.empty() ? "" : " " + cell) + " |";
  return text;
}

std::string table_text(const std::vector<std::vector<std::string>>& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += (i == 0 ? "" : "\n") + row_text(rows[i]);
    if (i == 0) text += "\n" + row_text(std::vector<std::string>(rows[i].size(), "---"));
  }
  return text;
}

TableDraft::TableDraft(Draft& draft, document::SectionKind section, const document::Block& block)
    : draft_(draft), section_(section), block_(&block), table_(draft.reading(), block) {}

std::optional<Slice> TableDraft::cell(std::size_t row, std::optional<std::size_t> column) const {
  return document::cell_of(table_.rows()[row], column);
}

bool TableDraft::has_cell(std::size_t row, std::optional<std::size_t> column) const {
  return column && *column < block_->rows[row + 1].cells.size();
}

void TableDraft::set_cell(std::size_t row, std::size_t column, const std::string& what,
                          const std::string& markdown) {
  if (!has_cell(row, column)) return;
  Span span = block_->rows[row + 1].cells[column];
  const std::string& bytes = draft_.source().bytes();
  std::string text = markdown;
  if (span.empty()) {
    // Between the pipes there may be no space, one, or several.
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    while (span.begin > 0 && is_blank(bytes[span.begin - 1])) --span.begin;
    while (span.end < bytes.size() && is_blank(bytes[span.end])) ++span.end;
    text = " " + text + " ";
  }
  const std::string before(trim(draft_.source().text(span)));
  if (before == markdown) return;
  draft_.note(section_, span.begin, what, before, markdown);
  draft_.replace(span, text);
}

void TableDraft::set_part(Slice part, const std::string& what, const std::string& markdown) {
  const Span span = SectionDraft::raw(part);
  draft_.note(section_, span.begin, what, std::string(draft_.source().text(span)), markdown);
  draft_.replace(span, markdown);
}

void TableDraft::remove(std::size_t row, const std::string& what) {
  const SourceText& source = draft_.source();
  const std::size_t number = source.line_at(block_->rows[row + 1].span.begin);
  draft_.note(section_, source.line(number).begin, what,
              std::string(trim(source.text(source.line(number)))), "");
  // With the line end before it: rows are added behind the last one's end.
  draft_.replace({source.line(number - 1).end, source.line(number).end}, "");
}

void TableDraft::append(std::vector<std::string> cells, const std::string& what,
                        const std::string& value) {
  cells.resize(table_.head().size() + more_columns_);
  appended_.push_back(row_text(cells));
  draft_.note(section_, block_->span.end, what, "", value);
}

void TableDraft::append_columns(const std::vector<std::string>& names,
                                const std::vector<std::vector<std::string>>& rows) {
  const SourceText& source = draft_.source();
  const std::size_t first = source.line_at(block_->span.begin);
  const std::size_t last = source.line_at(block_->span.end);
  for (std::size_t number = first; number <= last; ++number) {
    const Span line = source.line(number);
    const std::string_view text = source.text(line);
    const std::size_t end = line.begin + text.find_last_not_of(" \t") + 1;
    const bool closed = trim(text).ends_with('|');
    std::vector<std::string> cells = names;
    if (number == first + 1) cells.assign(names.size(), "---");
    if (number > first + 1) {
      const std::size_t row = number - first - 2;
      cells = row < rows.size() ? rows[row] : std::vector<std::string>(names.size());
    }
    draft_.replace({end, end}, row_text(cells).substr(closed ? 1 : 0));
  }
  more_columns_ += names.size();
}

std::string TableDraft::indent() const {
  const SourceText& source = draft_.source();
  const Span line = source.line(source.line_at(block_->span.end));
  const std::string_view text = source.text(line);
  return std::string(text.substr(0, std::min(text.find_first_not_of(" \t>"), text.size())));
}

void TableDraft::finish() {
  std::string text;
  for (const std::string& row : appended_) text += "\n" + indent() + row;
  const SourceText& source = draft_.source();
  const std::size_t end = source.line(source.line_at(block_->span.end)).end;
  if (!text.empty()) draft_.replace({end, end}, text);
}

}  // namespace recipe::author
