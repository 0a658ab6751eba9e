#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"

namespace recipe::cli {

/// Text from outside on one line: like `printable`, with line feeds and tabs shown too.
std::string one_line(std::string_view text);

/// Columns that `text` takes, counted in code points; it holds no control characters.
std::size_t columns_of(std::string_view text);
/// The first `columns` columns of `text`.
std::string cut(std::string_view text, std::size_t columns);

/// Words of `text` in lines of at most `width` columns, each behind `indent` spaces; a longer word
/// stands alone. Without a final line end.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

/// A cell of a table, its style last so that padding is counted without it.
struct Cell {
  std::string text;
  Style style = Style::plain;
};

/// Rows of cells in columns two spaces apart, a line each; nothing behind the last cell.
std::vector<std::string> in_columns(const std::vector<std::vector<Cell>>& rows, Colour colour);

}  // namespace recipe::cli
