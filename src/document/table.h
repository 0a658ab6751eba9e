#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "document/reading.h"

namespace recipe::document {

struct TableRow {
  Span span;
  std::vector<Slice> cells;  ///< as many as the head has; a missing one is empty
};

/// A table by its head.
class Table {
 public:
  Table(Reading& reading, const Block& block);

  const std::vector<Slice>& head() const { return head_; }
  const std::vector<TableRow>& rows() const { return rows_; }
  /// The first column with one of these names, separated by |.
  std::optional<std::size_t> column(std::string_view names) const;

 private:
  std::vector<Slice> head_;
  std::vector<TableRow> rows_;
};

/// The cell of a row; none if there is no such column, or it is empty or holds only a dash.
std::optional<Slice> cell_of(const TableRow& row, std::optional<std::size_t> column);

/// The first table whose head has every one of these columns, each with its names separated by |.
std::optional<Table> table_with(Reading& reading, const Blocks& blocks,
                                const std::vector<std::string_view>& columns);

/// Reports rows that have more or fewer cells than their table's head.
void report_ragged_rows(Reading& reading, const Blocks& blocks);

}  // namespace recipe::document
