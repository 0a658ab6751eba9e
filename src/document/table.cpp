#include "document/table.h"

#include "base/text.h"
#include "document/statement.h"

namespace recipe::document {

Table::Table(Reading& reading, const Block& block) {
  for (std::size_t i = 0; i < block.rows.size(); ++i) {
    const Row& row = block.rows[i];
    std::vector<Slice> cells;
    for (const Span cell : row.cells) cells.push_back(reading.cell(cell).trimmed());
    if (i == 0) {
      head_ = std::move(cells);
      continue;
    }
    if (cells.size() > head_.size()) cells.resize(head_.size());
    while (cells.size() < head_.size()) {
      cells.push_back(reading.cell({row.span.end, row.span.end}));
    }
    rows_.push_back({row.span, std::move(cells)});
  }
}

std::optional<std::size_t> Table::column(std::string_view names) const {
  for (std::size_t i = 0; i < head_.size(); ++i) {
    if (is_named(head_[i].view(), names)) return i;
  }
  return std::nullopt;
}

std::optional<Slice> cell_of(const TableRow& row, std::optional<std::size_t> column) {
  if (!column || *column >= row.cells.size()) return std::nullopt;
  const Slice cell = row.cells[*column];
  const std::string_view text = cell.view();
  if (text.empty() || text == "-" || text == "\u2013" || text == "\u2014") return std::nullopt;
  return cell;
}

std::optional<Table> table_with(Reading& reading, const Blocks& blocks,
                                const std::vector<std::string_view>& columns) {
  for (const Block* block : all_of_kind(blocks, BlockKind::table)) {
    Table table(reading, *block);
    bool all = true;
    for (const std::string_view names : columns) all = all && table.column(names).has_value();
    if (all) return table;
  }
  return std::nullopt;
}

void report_ragged_rows(Reading& reading, const Blocks& blocks) {
  for (const Block* block : all_of_kind(blocks, BlockKind::table)) {
    const std::size_t columns = block->rows.empty() ? 0 : block->rows.front().cells.size();
    for (const Row& row : block->rows) {
      const std::size_t cells = row.cells.size();
      if (cells < columns) {
        reading.report(Severity::warning, "missing-cell", row.span,
                       "the row has " + counted(cells, "cell") + ", the table " +
                           counted(columns, "column") +
                           ": add the missing ones, also where they are empty");
      } else if (cells > columns) {
        reading.report(Severity::warning, "extra-cell", row.cells[columns],
                       "the row has " + counted(cells, "cell") + ", the table " +
                           counted(columns, "column") +
                           ": what is beyond is not shown; write a pipe within a cell as \\|");
      }
    }
  }
}

}  // namespace recipe::document
