#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynamics/series.h"

namespace recipe::dynamics {

/// The cells of a line as RFC 4180 writes them, without blanks at their ends; a quoted cell does
/// not go over the line's end.
std::vector<std::string> csv_cells(std::string_view line, char separator);
/// Which of comma, semicolon and tab a header uses; none if it has no two cells.
std::optional<char> csv_separator(std::string_view header);
/// A cell that is a number; also NaN and infinities as Python, C and R write them.
std::optional<double> csv_number(std::string_view cell);

/// What the columns of a table of metrics are, by their names, compared folded.
struct CsvColumns {
  static constexpr std::size_t most = 4096;

  std::optional<std::size_t> step;     ///< step, global step, iteration, iter
  std::optional<std::size_t> epoch;    ///< epoch
  std::optional<std::size_t> seconds;  ///< seconds, elapsed, relative time
  std::optional<std::size_t> wall;     ///< wall time: seconds since 1970
  std::optional<std::size_t> split;    ///< split, subset, phase, mode
  std::optional<std::size_t> metric;   ///< metric, tag, with `value`: one metric a row
  std::optional<std::size_t> value;
  std::optional<std::size_t> run;      ///< run
  std::optional<std::size_t> profile;  ///< profile, as in our own files of curves
  struct Measured {
    std::size_t column;
    std::string split;
    std::string metric;
  };
  std::vector<Measured> measured;  ///< all others, named by `split_of_tag`

  bool is_tidy() const { return value.has_value(); }
  bool has_position() const { return step || epoch; }
};

/// None for a row that cannot be a header: an empty name, a number, or more columns than `most`.
std::optional<CsvColumns> csv_columns(const std::vector<std::string>& header);

/// Whether a header is one that Keras' CSVLogger writes: `epoch` first, then logs by name, of which
/// each `val_X` has its `X`, and at least one `loss`.
bool is_keras_header(const std::vector<std::string>& header);

}  // namespace recipe::dynamics
