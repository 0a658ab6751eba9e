#include "dynamics/csv_parser.h"

#include <algorithm>

#include "base/text.h"
#include "dynamics/split_of_tag.h"

namespace recipe::dynamics {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t most_csv_runs = 1000;

/// TensorBoard's download of one scalar is called "run-NAME-tag-TAG.csv" and does not hold the tag.
std::string metric_of_file(std::string_view name) {
  name = name.substr(0, name.rfind('.'));
  constexpr std::string_view mark = "-tag-";
  const std::size_t at = name.rfind(mark);
  return std::string(at == std::string_view::npos ? name : name.substr(at + mark.size()));
}

std::string cell_at(const std::vector<std::string>& cells, std::optional<std::size_t> column) {
  return column && *column < cells.size() ? cells[*column] : "";
}

}  // namespace

void CsvParser::read(std::string_view line) {
  if (header_.empty() && line.starts_with(byte_order_mark)) {
    line.remove_prefix(byte_order_mark.size());
  }
  if (trim(line).empty() || (!columns_ && trim(line).front() == '#')) return;
  if (!columns_) {
    if (!take_header(line)) run_of({}).metrics.reject(std::string(line));
    return;
  }
  const std::vector<std::string> cells = csv_cells(line, separator_);
  if (cells == header_) return;
  const bool has_number = std::any_of(cells.begin(), cells.end(), csv_number);
  const bool names_position = std::any_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return folded(cell) == "epoch" || folded(cell) == "step";
  });
  if (!has_number && names_position && take_header(line)) return;
  take_row(line, cells);
}

bool CsvParser::take_header(std::string_view line) {
  const auto separator = csv_separator(line);
  if (!separator) return false;
  std::vector<std::string> header = csv_cells(line, *separator);
  auto columns = csv_columns(header);
  if (!columns) return false;
  separator_ = *separator;
  header_ = std::move(header);
  columns_ = std::move(columns);
  if (dialect_ == CsvDialect::keras) {
    for (CsvColumns::Measured& measured : columns_->measured) {
      if (measured.split.empty() && folded(measured.metric) != "learningrate" &&
          measured.metric != "lr") {
        measured.split = "train";
      }
    }
  }
  return true;
}

FoundRun& CsvParser::run_of(const std::vector<std::string>& cells) {
  std::string name;
  if (columns_) {
    const std::string profile = cell_at(cells, columns_->profile);
    name = cell_at(cells, columns_->run);
    if (!profile.empty()) name = profile + "/" + name;
  }
  const auto known = runs_.find(name);
  if (known != runs_.end()) return found_[known->second];
  if (runs_.size() >= most_csv_runs) return found_.back();
  runs_[name] = found_.size();
  found_.emplace_back().name = printable(name);
  return found_.back();
}

void CsvParser::take_row(std::string_view line, const std::vector<std::string>& cells) {
  FoundRun& run = run_of(cells);
  // Lightning leaves cells empty; a row with other cells than the header has is broken.
  if (cells.size() != header_.size()) return run.metrics.reject(std::string(line));
  Point point;
  point.step = csv_number(cell_at(cells, columns_->step));
  point.epoch = csv_number(cell_at(cells, columns_->epoch));
  point.seconds = csv_number(cell_at(cells, columns_->seconds));
  if (const auto wall = csv_number(cell_at(cells, columns_->wall)); wall && *wall > 0) {
    // Some programs write milliseconds, as MLflow does.
    const double time = *wall > 1e11 ? *wall / 1000 : *wall;
    if (!run.begin) run.begin = time;
    widen(run, std::nullopt, time);
    if (!point.seconds) point.seconds = time - *run.begin;
  }
  std::string split = cell_at(cells, columns_->split);
  if (const auto known = split_named(split)) split = std::string(*known);
  split = printable(split);
  if (columns_->is_tidy()) return take_tidy(run, split, point, cells);
  for (const CsvColumns::Measured& measured : columns_->measured) {
    const auto number = csv_number(cells[measured.column]);
    if (!number) continue;
    point.value = *number;
    run.metrics.add(split.empty() ? measured.split : split, measured.metric, point);
  }
}

void CsvParser::take_tidy(FoundRun& run, const std::string& split, Point point,
                          const std::vector<std::string>& cells) {
  const auto number = csv_number(cell_at(cells, columns_->value));
  if (!number) return;
  point.value = *number;
  const bool named = columns_->metric.has_value();
  const std::string tag = named ? cell_at(cells, columns_->metric) : metric_of_file(file_name_);
  // A table with a column for the split says all in it.
  const TagName name = columns_->split ? TagName{split, tag} : split_of_tag(tag);
  run.metrics.add(name.split, printable(name.metric), point);
}

}  // namespace recipe::dynamics
