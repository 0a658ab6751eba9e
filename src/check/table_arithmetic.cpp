#include "check/table_arithmetic.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr double tolerance = 0.05;
constexpr std::size_t most_bases = 4;

struct Operands {
  std::size_t full = 0;
  std::size_t reduced = 0;
  bool less_is_better = false;
};

/// The two columns that a speed-up compares.
std::optional<Operands> operands_of(const MeasuredTable& table, const Column& speedup) {
  std::optional<Operands> found;
  for (const ColumnKind kind : {ColumnKind::throughput, ColumnKind::duration}) {
    const auto full = table.only(kind, speedup.quantity, Precision::full);
    const auto reduced = table.only(kind, speedup.quantity, Precision::reduced);
    if (!full || !reduced) continue;
    if (table.columns()[*full].quantity != table.columns()[*reduced].quantity) continue;
    if (found) return std::nullopt;
    found = Operands{*full, *reduced, kind == ColumnKind::duration};
  }
  return found;
}

std::string shown(const MeasuredTable& table, std::size_t row, std::size_t column) {
  return std::string(trim(table.text(row, column)));
}

/// top / bottom, unless the units do not go together.
std::optional<DerivedCell> quotient(const MeasuredTable& table, std::size_t row, std::size_t column,
                                    const Figure& top, const Figure& bottom) {
  const auto says = table.figure(row, column);
  if (!says || says->value <= 0 || top.value <= 0 || bottom.value <= 0) return std::nullopt;
  if (top.unit != bottom.unit || top.thousands != bottom.thousands) return std::nullopt;
  DerivedCell cell;
  cell.row = row;
  cell.column = column;
  cell.says = *says;
  cell.ratio = top.value / bottom.value;
  cell.slack = cell.ratio * (top.slack / top.value + bottom.slack / bottom.value);
  return cell;
}

bool near(const DerivedCell& cell, double ratio) {
  double says = cell.says.value;
  double slack = cell.says.slack;
  if (cell.says.percent()) {
    says /= 100;
    slack /= 100;
  }
  slack += cell.slack * ratio / cell.ratio;
  return std::fabs(says - ratio) <= tolerance * ratio + slack;
}

bool is_scaling(const Column& column) {
  return column.kind == ColumnKind::weak_scaling || column.kind == ColumnKind::strong_scaling;
}

/// The settings of a row but for its devices, as text; strong scaling keeps the total batch, so
/// that its share for each device differs.
std::string settings_of(const MeasuredTable& table, std::size_t row, ColumnKind scaling) {
  std::string settings;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    const ColumnKind kind = table.columns()[i].kind;
    const bool batch = kind == ColumnKind::batch && scaling == ColumnKind::weak_scaling;
    if (kind == ColumnKind::other || batch) settings += shown(table, row, i) + "|";
  }
  return settings;
}

std::optional<std::size_t> devices_column(const MeasuredTable& table) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    if (table.columns()[i].kind != ColumnKind::devices) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

/// A row that scaling is counted from says so itself: 1, 100 %, or nothing.
bool is_base(const MeasuredTable& table, std::size_t row, std::size_t column) {
  const auto says = table.figure(row, column);
  if (!says) return true;
  return says->value == 1 || (says->percent() && says->value == 100);
}

std::optional<std::size_t> operand_of_scaling(const MeasuredTable& table, const Column& scaling) {
  return table.only(ColumnKind::throughput, "", scaling.precision);
}

struct ScalingColumns {
  std::size_t scaling = 0;
  std::size_t operand = 0;
  std::size_t devices = 0;
};

std::optional<DerivedCell> scaling_cell(const MeasuredTable& table, std::size_t row,
                                        std::size_t base, const ScalingColumns& columns) {
  const auto count = table.figure(row, columns.devices);
  const auto base_count = table.figure(base, columns.devices);
  if (!is_base(table, base, columns.scaling) || base_count->value >= count->value) {
    return std::nullopt;
  }
  auto cell = quotient(table, row, columns.scaling, *table.figure(row, columns.operand),
                       *table.figure(base, columns.operand));
  if (!cell) return std::nullopt;
  cell->devices = count->value / base_count->value;
  cell->from = shown(table, row, columns.operand) + " / " + shown(table, base, columns.operand);
  return cell;
}

void scaling_of_column(const MeasuredTable& table, std::size_t column, std::size_t devices,
                       std::vector<DerivedCell>& cells) {
  const Column& scaling = table.columns()[column];
  const auto operand = operand_of_scaling(table, scaling);
  if (!operand) return;
  // By settings, the rows that scaling may be counted from.
  std::map<std::string, std::vector<std::size_t>> bases;
  for (std::size_t row = 1; row < table.row_count(); ++row) {
    if (!table.whole(row)) continue;
    const auto count = table.figure(row, devices);
    const auto value = table.figure(row, *operand);
    if (!count || count->value < 1 || !value) continue;
    std::vector<std::size_t>& known = bases[settings_of(table, row, scaling.kind)];
    const bool fewest =
        known.empty() || table.figure(known.front(), devices)->value == count->value;
    if (fewest) {
      if (known.size() < most_bases) known.push_back(row);
      continue;
    }
    std::optional<DerivedCell> chosen;
    for (const std::size_t base : known) {
      auto cell = scaling_cell(table, row, base, {column, *operand, devices});
      if (cell && (!chosen || agrees(*cell))) chosen = std::move(cell);
    }
    if (chosen) cells.push_back(std::move(*chosen));
  }
}

}  // namespace

std::vector<DerivedCell> speedups_in(const MeasuredTable& table) {
  std::vector<DerivedCell> cells;
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    const Column& speedup = table.columns()[column];
    if (speedup.kind != ColumnKind::speedup) continue;
    const auto operands = operands_of(table, speedup);
    if (!operands) continue;
    const std::size_t top = operands->less_is_better ? operands->full : operands->reduced;
    const std::size_t bottom = operands->less_is_better ? operands->reduced : operands->full;
    for (std::size_t row = 1; row < table.row_count(); ++row) {
      if (!table.whole(row)) continue;
      const auto numerator = table.figure(row, top);
      const auto denominator = table.figure(row, bottom);
      if (!numerator || !denominator) continue;
      auto cell = quotient(table, row, column, *numerator, *denominator);
      if (!cell) continue;
      cell->from = shown(table, row, top) + " / " + shown(table, row, bottom);
      cells.push_back(std::move(*cell));
    }
  }
  return cells;
}

std::vector<DerivedCell> scaling_in(const MeasuredTable& table) {
  std::vector<DerivedCell> cells;
  const auto devices = devices_column(table);
  if (!devices) return cells;
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    if (is_scaling(table.columns()[column])) scaling_of_column(table, column, *devices, cells);
  }
  return cells;
}

bool agrees(const DerivedCell& cell) {
  const double ratio = cell.ratio;
  if (near(cell, ratio) || near(cell, 1 / ratio)) return true;
  if (cell.says.percent() && ratio > 1 && near(cell, ratio - 1)) return true;
  return cell.devices != 1 && near(cell, ratio / cell.devices);
}

}  // namespace recipe::check
