#include "dynamics/csv.h"

#include <algorithm>

#include "base/one_of.h"
#include "base/text.h"
#include "dynamics/python_json.h"
#include "dynamics/split_of_tag.h"

namespace recipe::dynamics {
namespace {

std::optional<std::size_t>* key_column(CsvColumns& columns, const std::string& name) {
  if (is_one_of(name, {"step", "globalstep", "iteration", "iter"})) return &columns.step;
  if (name == "epoch") return &columns.epoch;
  if (is_one_of(name, {"seconds", "elapsed", "relativetime"})) return &columns.seconds;
  if (name == "walltime") return &columns.wall;
  if (is_one_of(name, {"split", "subset", "phase", "mode"})) return &columns.split;
  if (is_one_of(name, {"metric", "tag"})) return &columns.metric;
  if (name == "value") return &columns.value;
  if (name == "run") return &columns.run;
  if (name == "profile") return &columns.profile;
  return nullptr;
}

}  // namespace

std::vector<std::string> csv_cells(std::string_view line, char separator) {
  std::vector<std::string> cells;
  std::string cell;
  bool quoted = false;
  bool was_quoted = false;
  line = line.substr(0, line.find_last_not_of("\r") + 1);
  const auto end_cell = [&] {
    cells.push_back(was_quoted ? cell : std::string(trim(cell)));
    cell.clear();
    was_quoted = false;
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < line.size() && line[i + 1] == '"') {
        cell += line[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && trim(cell).empty()) {
      cell.clear();
      quoted = was_quoted = true;
    } else if (c == separator) {
      end_cell();
    } else {
      cell += c;
    }
  }
  end_cell();
  return cells;
}

std::optional<char> csv_separator(std::string_view header) {
  std::optional<char> best;
  std::size_t most = 1;
  for (const char separator : {',', ';', '\t'}) {
    const std::size_t count = csv_cells(header, separator).size();
    if (count <= most) continue;
    most = count;
    best = separator;
  }
  return best;
}

std::optional<double> csv_number(std::string_view cell) {
  if (const auto number = parse_double(cell)) return number;
  return non_finite_named(lower(cell));
}

std::optional<CsvColumns> csv_columns(const std::vector<std::string>& header) {
  if (header.size() < 2 || header.size() > CsvColumns::most) return std::nullopt;
  CsvColumns columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    // pandas writes its index under an empty name.
    if (header[i].empty() && i == 0) continue;
    if (header[i].empty() || csv_number(header[i])) return std::nullopt;
    std::optional<std::size_t>* key = key_column(columns, folded(header[i]));
    if (key != nullptr && !*key) {
      *key = i;
      continue;
    }
    const TagName name = split_of_tag(header[i]);
    columns.measured.push_back({i, name.split, printable(name.metric)});
  }
  return columns;
}

bool is_keras_header(const std::vector<std::string>& header) {
  if (header.size() < 2 || header.front() != "epoch") return false;
  const auto has = [&](const std::string& name) {
    return std::find(header.begin(), header.end(), name) != header.end();
  };
  constexpr std::string_view prefix = "val_";
  for (const std::string& name : header) {
    if (name.starts_with(prefix) && !has(name.substr(prefix.size()))) return false;
    if (name.find_first_of("/ ") != std::string::npos || name.starts_with("train")) return false;
    if (name == "step" || name == "split") return false;
  }
  return has("loss");
}

}  // namespace recipe::dynamics
