#include "check/table_arithmetic.h"

#include <fmt/format.h>

#include "base/text.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void judge_derived(const MeasuredTable& table, const std::vector<DerivedCell>& cells,
                   std::string_view what, Judge& judge) {
  for (const DerivedCell& cell : cells) {
    if (agrees(cell)) {
      judge.holds();
      continue;
    }
    judge.untrue(
        table.passage(cell.row, cell.column).span,
        fmt::format("the {} is given as {}, but {} is {}; mend whichever is wrong", what,
                    trim(table.text(cell.row, cell.column)), cell.from, rounded(cell.ratio, 3)));
  }
}

void check_table_arithmetic(Study& study, Judge& judge) {
  for (const document::PageTable& page_table : study.page.tables) {
    const MeasuredTable table(study.page, page_table);
    judge_derived(table, speedups_in(table), "speed-up", judge);
    judge_derived(table, scaling_in(table), "scaling", judge);
  }
}

}  // namespace

constexpr Rule rules::table_arithmetic = {
    .name = "table-arithmetic",
    .code = "RC703",
    .family = Family::numbers,
    .severity = Severity::warning,
    .summary = "a speed-up or scaling that does not follow from its row",
    .document =
        "Tables of measurements are filled in by hand, and a row that was measured anew keeps its "
        "old speed-up. By the heads of a table this finds the columns that a speed-up between "
        "FP32 or TF32 and mixed precision is computed from, and the row with the fewest devices "
        "that scaling is counted from, and computes each cell again.\n"
        "\n"
        "A result within 5 % and the rounding of its operands holds, as does one that is written "
        "as "
        "a percentage, a gain or an efficiency for each device. Durations are compared in seconds. "
        "A table whose heads leave it open which columns belong together is left alone.",
    .bad =
        "| GPUs | Throughput - FP32 | Throughput - AMP | Throughput speedup |\n"
        "| --- | --- | --- | --- |\n"
        "| 1 | 1055.78 | 3410.52 | 2.18 |",
    .good =
        "| GPUs | Throughput - FP32 | Throughput - AMP | Throughput speedup |\n"
        "| --- | --- | --- | --- |\n"
        "| 1 | 1055.78 | 3410.52 | 3.23 |",
    .check = check_table_arithmetic,
};

}  // namespace recipe::check
