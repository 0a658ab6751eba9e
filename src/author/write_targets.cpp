#include <algorithm>
#include <cmath>
#include <set>

#include "author/final_values.h"
#include "author/markdown_text.h"
#include "author/section_draft.h"
#include "author/write_sections.h"
#include "base/text.h"
#include "document/read_targets.h"
#include "document/typed.h"

namespace recipe::author {
namespace {

using document::SectionKind;
using document::Slice;
using document::Stage;
using document::Target;

constexpr std::size_t most_targets = 6;
constexpr int target_digits = 4;
constexpr int spread_digits = 2;
constexpr std::size_t least_runs_for_tolerance = 3;

/// What programs count rather than measure.
bool is_count(std::string_view metric) {
  static constexpr std::string_view counts =
      "parameters|trainsamples|samples|stepsperepoch|globalbatch|lr|learningrate|seconds|time|step|"
      "epoch";
  return document::is_named(metric, counts);
}

/// The values that are worth a target: of known metrics, or of all where none is known; of the
/// training set only where there is no other, and of no split where one of held-out data is named.
std::vector<FinalValue> worth_a_target(const std::vector<FinalValue>& all) {
  const auto keep = [&](auto wanted) {
    std::vector<FinalValue> kept;
    std::copy_if(all.begin(), all.end(), std::back_inserter(kept), wanted);
    return kept;
  };
  std::vector<FinalValue> kept = keep(
      [](const FinalValue& value) { return value.known != nullptr && !is_timing(*value.known); });
  if (kept.empty()) {
    kept = keep([](const FinalValue& v) { return v.known == nullptr && !is_count(v.metric); });
  }
  const bool held_out = std::any_of(kept.begin(), kept.end(), [](const FinalValue& value) {
    return split_rank(value.split) < 2;
  });
  const auto measured_held_out = [&](const FinalValue& value) {
    return std::any_of(all.begin(), all.end(), [&](const FinalValue& other) {
      return split_rank(other.split) < 2 && same_metric(other.metric, value.metric);
    });
  };
  std::erase_if(kept, [&](const FinalValue& value) {
    return (held_out && split_rank(value.split) > 2) ||
           (value.split.empty() && measured_held_out(value)) || !fits(value.metric, Place::cell) ||
           (!value.split.empty() && !fits(value.split, Place::cell));
  });
  if (kept.size() > most_targets) kept.resize(most_targets);
  return kept;
}

bool same_split(std::string_view a, std::string_view b) {
  return folded(a) == folded(b) || (split_rank(a) < 2 && split_rank(a) == split_rank(b));
}

std::string metric_text(const FinalValue& value) {
  const std::string key = code_text(value.metric, Place::cell);
  return value.known == nullptr ? key : std::string(value.known->name) + " (" + key + ")";
}

std::string shown_split(const FinalValue& value) {
  return one_line(value.metric) + (value.split.empty() ? "" : " (" + one_line(value.split) + ")");
}

class TargetWriting {
 public:
  TargetWriting(Draft& draft, const Observed& observed)
      : draft_(draft),
        section_(draft, SectionKind::targets),
        values_(worth_a_target(final_values(observed.runs))),
        evaluation_(observed.stage == Stage::evaluation) {
    all_ = final_values(observed.runs);
    if (observed.runs.size() > 1) {
      before_ = final_values({observed.runs.begin(), observed.runs.end() - 1});
    }
    table_ = section_.table_with({"metric|measure", "target|target value|goal|value to reach"});
  }

  void write() {
    if (values_.empty() || !section_.applies()) return;
    const std::vector<Target>& targets = draft_.recipe().targets;
    bool any = false;
    for (const Target& target : targets) any = compare(target) || any;
    if (table_ != nullptr) {
      renew_proposals();
      complete_rows();
    }
    const bool prose = !targets.empty() && table_ == nullptr;
    if (prose && !any) leave_untargeted();
    if (targets.empty() || (evaluation_ && !any && !prose)) propose();
    section_.finish();
  }

 private:
  const FinalValue* measured(std::string_view key, std::string_view name, std::string_view split,
                             bool any_split) const {
    for (const FinalValue& value : all_) {
      const bool named = same_metric(value.metric, key) || same_metric(value.metric, name);
      if (named && (any_split || same_split(value.split, split))) return &value;
    }
    return nullptr;
  }

  /// Of the metric and split of a row; null if they were not measured.
  const FinalValue* measured_in(std::size_t row) const {
    const auto named = table_->cell(row, table_->column("metric|measure"));
    if (!named) return nullptr;
    const document::MetricName name = document::metric_name(*named);
    const auto of = table_->cell(row, table_->column("split|dataset|data"));
    return measured(name.key, name.name.value, of ? document::name_in(*of).value : "", !of);
  }

  /// Whether the target's metric was measured. A person's target is a claim that no program
  /// changes.
  bool compare(const Target& target) {
    const FinalValue* value = measured(target.key, target.name.value,
                                       target.split ? target.split->value : "", !target.split);
    if (value == nullptr) return false;
    const double stated = target.target.value.plain();
    const bool percent = document::is_fraction(target.target.value, target.key) &&
                         std::fabs(value->value) > 1 && std::fabs(stated) <= 1;
    const double ended = percent ? value->value / 100 : value->value;
    const std::string stated_text(draft_.source().text(target.target.span));
    if (is_proposal(*value, stated_text)) return true;
    if (rounded(stated, target_digits) != rounded(ended, target_digits)) {
      draft_.leave("Target metrics, line " +
                   std::to_string(draft_.source().line_at(target.name.span.begin)) + ": " +
                   shown_split(*value) + " ended at " + rounded(ended, target_digits) +
                   ", the target is " + one_line(stated_text));
    }
    return true;
  }

  /// Whether a target is what was proposed by the runs before the newest one.
  bool is_proposal(const FinalValue& now, std::string_view stated) const {
    return std::any_of(before_.begin(), before_.end(), [&](const FinalValue& before) {
      return before.metric == now.metric && before.split == now.split &&
             rounded(before.value, target_digits) == stated;
    });
  }

  /// What earlier runs proposed and nobody changed becomes what all runs propose.
  void renew_proposals() {
    if (before_.empty()) return;
    const auto target = table_->column(target_columns);
    const bool has_columns = table_->column("runs|seeds").has_value();
    std::vector<std::vector<std::string>> more(table_->row_count(), {"", ""});
    for (std::size_t row = 0; row < table_->row_count(); ++row) {
      const auto stated = table_->cell(row, target);
      const FinalValue* value = stated ? measured_in(row) : nullptr;
      if (value == nullptr || !value->spread || !is_proposal(*value, stated->view())) continue;
      renewed_.insert(row);
      more[row] = {runs_text(*value), spread_text(*value)};
      put(row, target_columns, shown_split(*value), rounded(value->value, target_digits));
      put(row, "runs|seeds", "runs of " + shown_split(*value), runs_text(*value));
      put(row, spread_columns, "spread of " + shown_split(*value), spread_text(*value));
      put(row, tolerance_columns, "tolerance of " + shown_split(*value), tolerance_text(*value));
    }
    if (!renewed_.empty() && !has_columns) table_->append_columns({"Runs", "Spread"}, more);
  }

  void put(std::size_t row, std::string_view names, const std::string& what,
           const std::string& text) {
    const auto column = table_->column(names);
    if (column && !text.empty()) table_->set_cell(row, *column, what, text);
  }

  /// Runs and Spread of rows that do not say them.
  void complete_rows() {
    const auto runs = table_->column("runs|seeds");
    const auto spread = table_->column(spread_columns);
    if (!runs || !spread) return;
    for (std::size_t row = 0; row < table_->row_count(); ++row) {
      if (table_->cell(row, runs) || table_->cell(row, spread)) continue;
      if (renewed_.contains(row)) continue;
      const FinalValue* value = measured_in(row);
      if (value == nullptr || !value->spread) continue;
      table_->set_cell(row, *runs, "runs of " + shown_split(*value), std::to_string(value->runs));
      table_->set_cell(row, *spread, "spread of " + shown_split(*value),
                       rounded(*value->spread, spread_digits));
    }
  }

  void leave_untargeted() {
    draft_.leave("Target metrics: " + shown_split(values_.front()) + " ended at " +
                 rounded(values_.front().value, target_digits) +
                 "; the section has targets in its text, which a table would hide");
  }

  void propose() {
    const bool several = std::any_of(values_.begin(), values_.end(),
                                     [](const FinalValue& v) { return v.spread.has_value(); });
    if (table_ == nullptr) return propose_table(several);
    const bool has_columns = table_->column("runs|seeds").has_value();
    if (several && !has_columns && table_->row_count() == 0)
      table_->append_columns({"Runs", "Spread"}, {});
    for (const FinalValue& value : values_)
      table_->append(cells_of(value, several && !has_columns), shown_split(value),
                     rounded(value.value, target_digits));
  }

  std::vector<std::string> cells_of(const FinalValue& value, bool two_more) const {
    std::vector<std::string> cells(table_->table().head().size());
    const auto put = [&](std::string_view names, const std::string& text) {
      if (const auto column = table_->column(names)) cells[*column] = text;
    };
    put("metric|measure", metric_text(value));
    put(target_columns, rounded(value.value, target_digits));
    put("split|dataset|data", split_text(value));
    put("runs|seeds", runs_text(value));
    put(spread_columns, spread_text(value));
    put(tolerance_columns, tolerance_text(value));
    if (two_more) {
      cells.push_back(runs_text(value));
      cells.push_back(spread_text(value));
    }
    return cells;
  }

  void propose_table(bool several) {
    std::vector<std::vector<std::string>> rows = {{"Metric", "Split", "Target"}};
    if (several) rows.front().insert(rows.front().end(), {"Runs", "Spread"});
    for (const FinalValue& value : values_) {
      rows.push_back({metric_text(value), split_text(value), rounded(value.value, target_digits)});
      if (several) rows.back().insert(rows.back().end(), {runs_text(value), spread_text(value)});
    }
    section_.add_below("table of targets", table_text(rows));
  }

  static std::string split_text(const FinalValue& value) {
    if (value.split.empty()) return "";
    const std::string& split = value.split;
    return split.ends_with(')') ? code_text(split, Place::cell) : inline_text(split, Place::cell);
  }
  static std::string runs_text(const FinalValue& value) {
    return value.spread ? std::to_string(value.runs) : "";
  }
  static std::string spread_text(const FinalValue& value) {
    return value.spread ? rounded(*value.spread, spread_digits) : "";
  }

  /// Three standard deviations, of enough runs to know them.
  static std::string tolerance_text(const FinalValue& value) {
    const bool known = value.runs >= least_runs_for_tolerance && value.spread && *value.spread > 0;
    return known ? rounded(3 * *value.spread, spread_digits) : "";
  }

  static constexpr std::string_view target_columns = "target|target value|goal|value to reach";
  static constexpr std::string_view spread_columns = "spread|standard deviation|std|stddev";
  static constexpr std::string_view tolerance_columns = "tolerance|margin";

  Draft& draft_;
  SectionDraft section_;
  std::vector<FinalValue> values_;
  std::vector<FinalValue> all_;
  std::vector<FinalValue> before_;  ///< of the runs but the newest
  std::set<std::size_t> renewed_;   ///< rows
  TableDraft* table_ = nullptr;
  bool evaluation_;
};

}  // namespace

void write_targets(Draft& draft, const Observed& observed) {
  if (observed.stage != Stage::training && observed.stage != Stage::evaluation) return;
  TargetWriting(draft, observed).write();
}

}  // namespace recipe::author
