#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/figure.h"
#include "document/page.h"

namespace recipe::check {

/// What a column of a table of measurements holds, as its head says.
enum class ColumnKind {
  throughput,
  duration,  ///< a time or a latency: less is better
  speedup,
  weak_scaling,  ///< also scaling that the head does not call strong
  strong_scaling,
  devices,
  batch,  ///< a batch size, or in how many parts it is accumulated
  metric,
  other,
};

/// How exactly a column's numbers were computed: FP32 and TF32 are full, the others reduced.
enum class Precision { unnamed, full, reduced, both };

struct Column {
  ColumnKind kind = ColumnKind::other;
  Precision precision = Precision::unnamed;
  std::string quantity;  ///< the head without precision, unit and the word for the kind, folded
  double seconds = 0;    ///< of a duration whose head names a unit of time: one of them
};

/// A table of measurements as its heads describe it; without columns where heads span several.
class MeasuredTable {
 public:
  MeasuredTable(const document::Page& page, const document::PageTable& table);

  const std::vector<Column>& columns() const { return columns_; }
  std::size_t row_count() const { return table_.cells.size(); }
  const document::Passage& passage(std::size_t row, std::size_t column) const;
  const std::string& text(std::size_t row, std::size_t column) const;
  /// None where the cell holds no number, or more than one. A duration is in seconds where its unit
  /// is known.
  std::optional<Figure> figure(std::size_t row, std::size_t column) const;
  /// A row of a cell for each head.
  bool whole(std::size_t row) const { return table_.cells[row].size() == columns_.size(); }
  /// The column of this kind, quantity and precision; none if there is not exactly one.
  std::optional<std::size_t> only(ColumnKind kind, const std::string& quantity,
                                  Precision precision) const;

 private:
  const document::Page& page_;
  const document::PageTable& table_;
  std::vector<Column> columns_;
};

Column column_of_head(std::string_view head);

}  // namespace recipe::check
