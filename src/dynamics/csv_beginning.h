#pragma once

#include <string>
#include <string_view>

#include "dynamics/csv_parser.h"

namespace recipe::dynamics {

/// What the beginning of a file says of it as a table of metrics.
struct CsvBeginning {
  std::vector<std::string> header;
  std::optional<CsvColumns> columns;
  std::size_t rows = 0;  ///< whole ones behind the header that were looked at, at most 100
  std::size_t numbers =
      0;  ///< rows of those with as many cells as the header and a measured number
};

CsvBeginning csv_beginning(std::string_view bytes);

/// Recognises a file or a folder with such files.
Result<Recognition> recognise_csv(os::FileSystem& files, const std::string& path,
                                  const LineFormat& format, Recognition (*judge)(std::string_view));

}  // namespace recipe::dynamics
