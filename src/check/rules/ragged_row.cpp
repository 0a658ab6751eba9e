#include <algorithm>

#include "base/text.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

/// How many cells of a row hold something that has no column to be shown in. Some authors put notes
/// to themselves there, behind a `#`.
std::size_t lost_cells(const SourceText& source, const document::Row& row, std::size_t columns) {
  std::size_t lost = 0;
  for (std::size_t i = columns; i < row.cells.size(); ++i) {
    const std::string_view text = trim(source.text(row.cells[i]));
    if (text.starts_with('#')) break;
    lost += text.empty() ? 0 : 1;
  }
  return lost;
}

void check_rows(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const document::PageTable& table : study.page.tables) {
    const auto& rows = table.block->rows;
    if (rows.empty()) continue;
    const std::size_t columns = rows.front().cells.size();
    const document::Row* first = nullptr;
    std::size_t wide = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (lost_cells(source, rows[i], columns) == 0) continue;
      ++wide;
      if (first == nullptr) first = &rows[i];
    }
    if (first == nullptr) {
      judge.holds();
      continue;
    }
    std::string message = "the row has " + counted(first->cells.size(), "cell") +
                          ", the table's head " + std::to_string(columns) +
                          ": what is beyond is not shown";
    if (wide > 1) message += " (so in " + counted(wide, "row") + ")";
    message += "; name the columns in the head, or write a pipe within a cell as \\|";
    judge.untrue({first->cells[columns].begin, first->cells.back().end}, std::move(message));
  }
}

}  // namespace

constexpr Rule rules::ragged_row = {
    .name = "ragged-row",
    .code = "RC192",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a row of a table with more cells than the head has columns",
    .document =
        "GitHub leaves out the cells of a row beyond the columns of the head, so numbers vanish, "
        "and those before them may stand under the wrong heading. Told once per table; empty cells "
        "at the end and notes behind a `#` are no matter.",
    .bad = "| Batch | Latency |\n| - | - |\n| 1 | 5 ms | 6 ms |",
    .good = "| Batch | Latency | 99 % |\n| - | - | - |\n| 1 | 5 ms | 6 ms |",
    .check = check_rows,
};

}  // namespace recipe::check
