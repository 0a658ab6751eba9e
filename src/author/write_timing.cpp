#include <cmath>
#include <set>

#include "author/final_values.h"
#include "author/markdown_text.h"
#include "author/section_draft.h"
#include "author/write_sections.h"
#include "base/text.h"
#include "document/read_targets.h"

namespace recipe::author {
namespace {

using document::Measure;
using document::SectionKind;

constexpr std::size_t most_measures = 6;
constexpr int measure_digits = 3;

/// "ms" of latency_p50_ms; empty where the key names no unit.
std::string unit_of(const FinalValue& value) {
  const std::string key = lower(value.metric);
  for (const std::string_view unit : {"ms", "us", "ns"}) {
    const bool named =
        key.ends_with("_" + std::string(unit)) || key.ends_with("(" + std::string(unit) + ")");
    if (named) return std::string(unit);
  }
  if (key.find("images_per_second") != std::string::npos || key == "img/s") return "images/s";
  if (key.find("samples_per_second") != std::string::npos) return "samples/s";
  if (key.find("tokens_per_second") != std::string::npos) return "tokens/s";
  return "";
}

std::string value_text(const FinalValue& value) {
  const std::string unit = unit_of(value);
  return rounded(value.value, measure_digits) + (unit.empty() ? "" : " " + unit);
}

/// What a program was built with, not what it runs on.
bool is_tool(std::string_view name) {
  return name.starts_with("compiler") || name == "cmake" || name == "git" || name == "libc";
}

std::string software_text(const Observed& observed) {
  std::vector<std::string> parts;
  std::set<std::string> seen;
  for (const auto& [name, version] : observed.software) {
    if (is_tool(name) || !seen.insert(lower(name)).second) continue;
    const std::string text = one_line(name + " " + version);
    if (text.find(',') == std::string::npos && fits(text, Place::cell)) parts.push_back(text);
  }
  return join(parts, ", ");
}

std::string plain_cell(const std::string& text) {
  const std::string line = one_line(text);
  return fits(line, Place::cell) ? inline_text(line, Place::cell) : "";
}

/// Within the tolerance in both directions: measured again, no time is the same.
bool still_holds(const Measure& stated, double measured) {
  const double value = stated.value.value.plain();
  double margin = std::fabs(value) * 0.25;
  if (stated.tolerance) {
    const document::Tolerance& tolerance = stated.tolerance->value;
    margin =
        tolerance.margin == Margin::relative ? std::fabs(value) * tolerance.value : tolerance.value;
  }
  return std::fabs(measured - value) <= margin;
}

class TimingWriting {
 public:
  TimingWriting(Draft& draft, const Observed& observed)
      : draft_(draft), observed_(observed), section_(draft, SectionKind::timing) {
    table_ = section_.table_with({"measure|metric", "value"});
    for (const FinalValue& value : final_values(observed.runs)) {
      const bool wanted = value.known != nullptr && is_timing(*value.known);
      if (wanted && fits(value.metric, Place::cell) && values_.size() < most_measures) {
        values_.push_back(value);
      }
    }
  }

  void write() {
    if (values_.empty() || !section_.applies()) return;
    std::vector<std::vector<std::string>> made;
    for (const FinalValue& value : values_) {
      if (compare(value)) continue;
      made.push_back(
          {std::string(value.known->name) + " (" + code_text(value.metric, Place::cell) + ")",
           value_text(value), plain_cell(observed_.batch_size), plain_cell(observed_.hardware),
           plain_cell(software_text(observed_))});
    }
    if (!made.empty()) add(made);
    section_.finish();
  }

 private:
  /// Whether the recipe states the measure.
  bool compare(const FinalValue& value) {
    for (const Measure& stated : draft_.recipe().timing) {
      if (!same_metric(stated.key, value.metric) && !same_metric(stated.name.value, value.metric)) {
        continue;
      }
      const std::string unit = unit_of(value);
      const std::string& own = stated.value.value.unit;
      const std::string shown = one_line(value.metric);
      if (own.empty() || unit.empty() || own == unit) {
        if (still_holds(stated, value.value)) return true;
        if (stated.origin == document::Origin::field) {
          replace(stated, shown,
                  rounded(value.value, measure_digits) + (own.empty() ? "" : " " + own));
          return true;
        }
      }
      draft_.leave("Timing information: " + shown + " is " + value_text(value) +
                   ", the text says " + one_line(draft_.source().text(stated.value.span)));
      return true;
    }
    return false;
  }

  void replace(const Measure& stated, const std::string& what, const std::string& markdown) {
    const Span place = stated.value.span;
    draft_.note(SectionKind::timing, place.begin, what, std::string(draft_.source().text(place)),
                markdown);
    draft_.replace(place, markdown);
  }

  void add(std::vector<std::vector<std::string>> made) {
    if (table_ == nullptr && !draft_.recipe().timing.empty()) {
      return draft_.leave(
          "Timing information: the section has measures in its text, which a table "
          "would hide");
    }
    if (table_ == nullptr) {
      made.insert(made.begin(), {"Measure", "Value", "Batch size", "Hardware", "Software"});
      return section_.add_below("table of measures", table_text(made));
    }
    for (const std::vector<std::string>& row : made) {
      std::vector<std::string> cells(table_->table().head().size());
      const auto put = [&](std::string_view names, const std::string& text) {
        if (const auto column = table_->column(names)) cells[*column] = text;
      };
      put("measure|metric", row[0]);
      put("value", row[1]);
      put("batch size|batch", row[2]);
      put("hardware|machine|device", row[3]);
      put("software|software versions|versions", row[4]);
      table_->append(cells, row[0], row[1]);
    }
  }

  Draft& draft_;
  const Observed& observed_;
  SectionDraft section_;
  std::vector<FinalValue> values_;
  TableDraft* table_ = nullptr;
};

}  // namespace

void write_timing(Draft& draft, const Observed& observed) {
  if (observed.stage != document::Stage::inference) return;
  TimingWriting(draft, observed).write();
}

}  // namespace recipe::author
