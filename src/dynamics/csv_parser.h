#pragma once

#include <map>

#include "dynamics/csv.h"
#include "dynamics/line_log.h"

namespace recipe::dynamics {

enum class CsvDialect { plain, keras };

/// Reads a table of metrics whose first line names its columns. Lines that repeat the names are
/// passed over; other lines without a number where the columns have some are new names.
class CsvParser : public LineParser {
 public:
  CsvParser(CsvDialect dialect, std::string file_name)
      : dialect_(dialect), file_name_(std::move(file_name)) {}
  void read(std::string_view line) override;

 private:
  bool take_header(std::string_view line);
  void take_row(std::string_view line, const std::vector<std::string>& cells);
  FoundRun& run_of(const std::vector<std::string>& cells);
  void take_tidy(FoundRun& run, const std::string& split, Point point,
                 const std::vector<std::string>& cells);

  CsvDialect dialect_;
  std::string file_name_;
  char separator_ = ',';
  std::vector<std::string> header_;
  std::optional<CsvColumns> columns_;
  std::map<std::string, std::size_t> runs_;  ///< by name, their place in `found_`
};

}  // namespace recipe::dynamics
