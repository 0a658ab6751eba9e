#include "document/paragraph.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::document {
namespace {

bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_alnum(c); }

/// "[label]: target" on one line, with or without a title.
bool take_reference(const SourceText& source, Span line, Markdown& markdown) {
  const std::string_view text = source.text(line);
  if (!text.starts_with('[') || text.starts_with("[^")) return false;
  std::size_t close = 1;
  while (close < text.size() && text[close] != ']') {
    if (text[close] == '[') return false;
    close += text[close] == '\\' ? 2 : 1;
  }
  if (close + 1 >= text.size() || text[close + 1] != ':') return false;
  const std::string label = folded(text.substr(1, close - 1));
  std::size_t begin = close + 2;
  while (begin < text.size() && is_space(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && !is_space(text[end])) ++end;
  const std::string_view title = trim(text.substr(std::min(end, text.size())));
  const bool titled =
      title.empty() || title.front() == '"' || title.front() == '\'' || title.front() == '(';
  if (label.empty() || begin == end || !titled) return false;
  if (end - begin > 2 && text[begin] == '<' && text[end - 1] == '>') {
    ++begin;
    --end;
  }
  markdown.references.try_emplace(label, Reference{std::string(text.substr(begin, end - begin)),
                                                   {line.begin + begin, line.begin + end}});
  return true;
}

bool is_delimiter_cell(std::string_view cell) {
  if (cell.starts_with(':')) cell.remove_prefix(1);
  if (cell.ends_with(':')) cell.remove_suffix(1);
  return !cell.empty() && cell.find_first_not_of('-') == std::string_view::npos;
}

/// The number of columns, or 0 if `line` is no delimiter row.
std::size_t delimiter_columns(const SourceText& source, Span line) {
  const std::string_view text = source.text(line);
  if (text.find_first_not_of("|-: \t") != std::string_view::npos) return 0;
  if (text.find('|') == std::string_view::npos) return 0;
  const std::vector<Span> cells = split_row(source, line);
  for (const Span cell : cells) {
    if (!is_delimiter_cell(source.text(cell))) return 0;
  }
  return cells.size();
}

Block table_from(const SourceText& source, const Block& paragraph, std::size_t head) {
  Block table;
  table.kind = BlockKind::table;
  table.span = {paragraph.lines[head].begin, paragraph.lines.back().end};
  for (std::size_t i = head; i < paragraph.lines.size(); ++i) {
    if (i == head + 1) continue;
    table.rows.push_back({paragraph.lines[i], split_row(source, paragraph.lines[i])});
  }
  return table;
}

void report_columns(Span line, std::size_t head, std::size_t delimiter, Markdown& markdown) {
  markdown.diagnostics.push_back(
      {"table-columns", Severity::warning, line,
       "the line below the table's head has " + counted(delimiter, "column") + ", the head has " +
           std::to_string(head) + ": GitHub shows no table; make both the same",
       std::nullopt});
}

bool is_bold(const SourceText& source, const Block& paragraph) {
  if (paragraph.lines.size() != 1) return false;
  std::string_view text = source.text(paragraph.lines.front());
  if (text.ends_with(':')) text.remove_suffix(1);
  const std::string_view mark = text.substr(0, 2);
  if ((mark != "**" && mark != "__") || text.size() < 5 || !text.ends_with(mark)) return false;
  return text.find(mark, 2) == text.size() - 2;
}

/// The index of the head of the first table, or the number of lines.
std::size_t find_table(const SourceText& source, const Block& paragraph, Markdown& markdown) {
  for (std::size_t i = 1; i < paragraph.lines.size(); ++i) {
    const std::size_t columns = delimiter_columns(source, paragraph.lines[i]);
    if (columns == 0) continue;
    const std::size_t head = split_row(source, paragraph.lines[i - 1]).size();
    if (head == columns) return i - 1;
    report_columns(paragraph.lines[i], head, columns, markdown);
  }
  return paragraph.lines.size();
}

}  // namespace

std::vector<Span> split_row(const SourceText& source, Span line) {
  const std::string& bytes = source.bytes();
  while (line.end > line.begin && is_space(bytes[line.end - 1])) --line.end;
  while (line.begin < line.end && is_space(bytes[line.begin])) ++line.begin;
  if (line.begin < line.end && bytes[line.begin] == '|') ++line.begin;
  std::vector<Span> cells;
  const auto add = [&](Span cell) {
    while (cell.end > cell.begin && is_space(bytes[cell.end - 1])) --cell.end;
    while (cell.begin < cell.end && is_space(bytes[cell.begin])) ++cell.begin;
    cells.push_back(cell);
  };
  std::size_t begin = line.begin;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    if (bytes[i] == '\\' && i + 1 < line.end && is_punctuation(bytes[i + 1])) {
      ++i;
    } else if (bytes[i] == '|') {
      add({begin, i});
      begin = i + 1;
    }
  }
  if (begin < line.end) add({begin, line.end});
  return cells;
}

void split_paragraph(const SourceText& source, Block paragraph, std::vector<Block>& blocks,
                     Markdown& markdown) {
  std::size_t definitions = 0;
  while (definitions < paragraph.lines.size() &&
         take_reference(source, paragraph.lines[definitions], markdown)) {
    ++definitions;
  }
  paragraph.lines.erase(paragraph.lines.begin(),
                        paragraph.lines.begin() + static_cast<std::ptrdiff_t>(definitions));
  if (paragraph.lines.empty()) return;
  paragraph.span = {paragraph.lines.front().begin, paragraph.lines.back().end};

  const std::size_t head = find_table(source, paragraph, markdown);
  if (head == paragraph.lines.size()) {
    paragraph.bold = is_bold(source, paragraph);
    blocks.push_back(std::move(paragraph));
    return;
  }
  Block table = table_from(source, paragraph, head);
  if (head > 0) {
    paragraph.lines.resize(head);
    paragraph.span.end = paragraph.lines.back().end;
    paragraph.bold = is_bold(source, paragraph);
    blocks.push_back(std::move(paragraph));
  }
  blocks.push_back(std::move(table));
}

}  // namespace recipe::document
