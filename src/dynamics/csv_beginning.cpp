#include "dynamics/csv_beginning.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::dynamics {

CsvBeginning csv_beginning(std::string_view bytes) {
  constexpr std::size_t most_rows = 100;
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  CsvBeginning beginning;
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  char separator = ',';
  for (const std::string_view line : lines(bytes.substr(0, bytes.rfind('\n')))) {
    if (trim(line).empty() || (!beginning.columns && trim(line).front() == '#')) continue;
    if (!beginning.columns) {
      const auto found = csv_separator(line);
      if (!found) return beginning;
      separator = *found;
      beginning.header = csv_cells(line, separator);
      beginning.columns = csv_columns(beginning.header);
      if (!beginning.columns) return beginning;
      continue;
    }
    const auto cells = csv_cells(line, separator);
    if (++beginning.rows > most_rows) return beginning;
    const auto& columns = *beginning.columns;
    const auto is_number = [&](std::size_t column) {
      return csv_number(cells[column]).has_value();
    };
    if (cells.size() != beginning.header.size()) continue;
    const bool measured = std::any_of(columns.measured.begin(), columns.measured.end(),
                                      [&](const auto& one) { return is_number(one.column); });
    const bool tidy = columns.value && is_number(*columns.value);
    if (measured || tidy) ++beginning.numbers;
  }
  return beginning;
}

Result<Recognition> recognise_csv(os::FileSystem& files, const std::string& path,
                                  const LineFormat& format,
                                  Recognition (*judge)(std::string_view)) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (!status) return Recognition{};
  if (status->kind == os::FileKind::directory) {
    TRY_ASSIGN(const auto names, files_of_format(files, path, format));
    if (names.empty()) return Recognition{};
    TRY_ASSIGN(const std::string first,
               beginning_of(files, os::join_path(path, names.front()), recognised_bytes));
    const Recognition one = judge(first);
    return Recognition{
        std::min(one.certainty, Certainty::likely),
        "holds " + counted(names.size(), "file") + ", of which the first: " + one.reason};
  }
  if (status->kind != os::FileKind::regular) return Recognition{};
  TRY_ASSIGN(const std::string bytes, beginning_of(files, path, recognised_bytes));
  return judge(bytes);
}

}  // namespace recipe::dynamics
