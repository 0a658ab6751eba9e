#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "author/draft.h"
#include "document/table.h"

namespace recipe::author {

/// A table that is being written.
class TableDraft {
 public:
  TableDraft(Draft& draft, document::SectionKind section, const document::Block& block);

  const document::Table& table() const { return table_; }
  const document::Block& block() const { return *block_; }
  std::optional<std::size_t> column(std::string_view names) const { return table_.column(names); }
  std::size_t row_count() const { return table_.rows().size(); }
  /// None if the row has no such cell, or an empty one.
  std::optional<document::Slice> cell(std::size_t row, std::optional<std::size_t> column) const;
  /// Whether the row has the cell, be it empty.
  bool has_cell(std::size_t row, std::optional<std::size_t> column) const;
  /// Replaces a cell as a whole; nothing where the row does not have it.
  void set_cell(std::size_t row, std::size_t column, const std::string& what,
                const std::string& markdown);
  /// Replaces a part of a cell.
  void set_part(document::Slice part, const std::string& what, const std::string& markdown);
  /// A row below the last; cells that are missing are empty.
  void append(std::vector<std::string> cells, const std::string& what, const std::string& value);
  /// Takes a row out of the text.
  void remove(std::size_t row, const std::string& what);
  /// Columns behind the last. `cells` are those of each row; rows behind its end get empty ones.
  void append_columns(const std::vector<std::string>& names,
                      const std::vector<std::vector<std::string>>& cells);
  void finish();

 private:
  std::string indent() const;

  Draft& draft_;
  document::SectionKind section_;
  const document::Block* block_;
  document::Table table_;
  std::vector<std::string> appended_;
  std::size_t more_columns_ = 0;
};

/// A row of a table: "| a | b |".
std::string row_text(const std::vector<std::string>& cells);
/// A table with its head.
std::string table_text(const std::vector<std::vector<std::string>>& rows);

}  // namespace recipe::author
