#include <algorithm>
#include <vector>

#include "author/curve_table.h"
#include "author/markdown_text.h"
#include "author/section_draft.h"
#include "author/write_sections.h"
#include "base/quantity.h"
#include "base/text.h"

namespace recipe::author {
namespace {

using document::SectionKind;
using document::Slice;
using document::Statement;

constexpr double usual_time_tolerance = 0.25;

std::optional<double> median_seconds(const std::vector<ObservedRun>& runs) {
  std::vector<double> seconds;
  for (const ObservedRun& run : runs) {
    if (run.seconds && *run.seconds > 0 && *run.seconds < 1e9) seconds.push_back(*run.seconds);
  }
  if (seconds.empty()) return std::nullopt;
  std::sort(seconds.begin(), seconds.end());
  const std::size_t middle = seconds.size() / 2;
  if (seconds.size() % 2 == 1) return seconds[middle];
  return (seconds[middle - 1] + seconds[middle]) / 2;
}

/// Within what the recipe tolerates, in both directions: measured again, no time is the same.
bool same_time(const document::Dynamics& stated, double measured) {
  if (!stated.training_time) return false;
  const double seconds = stated.training_time->value;
  double factor = 1 + usual_time_tolerance;
  if (stated.tolerance && stated.tolerance->value.margin == Margin::relative) {
    factor = 1 + stated.tolerance->value.value;
  } else if (stated.tolerance && seconds > 0) {
    factor = 1 + stated.tolerance->value.value / seconds;
  }
  return measured <= seconds * factor && measured * factor >= seconds;
}

void write_time(SectionDraft& section, const document::Dynamics& stated, double seconds) {
  const std::string text = format_duration(seconds);
  const Statement* field = section.field("training time|duration");
  if (field == nullptr) {
    if (stated.training_time) {
      if (same_time(stated, seconds)) return;
      section.draft().leave("Dynamics: training took " + text + "; the text says " +
                            format_duration(stated.training_time->value));
    }
    return section.add_field("Training time", text);
  }
  if (!field->value.empty() && same_time(stated, seconds)) return;
  // A remark in parentheses stays.
  const std::size_t remark = field->value.view().find('(');
  section.set_value(*field, field->value.sub(0, remark).trimmed(), "Training time", text);
}

/// Every word and number of what is stated is in what was observed: "AMD EPYC, 2 cores".
bool names_hardware(std::string_view stated, std::string_view observed) {
  const auto words = [](std::string_view text) {
    std::vector<std::string> list(1);
    for (const char c : lower(text)) {
      if (is_alnum(c) || c == '.') {
        list.back() += c;
      } else if (!list.back().empty()) {
        list.emplace_back();
      }
    }
    if (list.back().empty()) list.pop_back();
    return list;
  };
  const std::vector<std::string> known = words(observed);
  const std::vector<std::string> wanted = words(stated);
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
    return std::find(known.begin(), known.end(), word) != known.end();
  });
}

/// The table that was written before: it begins with steps or epochs, and half of its other columns
/// or more are those that are written now. A person's table of other columns is none.
const TableDraft* table_of_curves(SectionDraft& section, const std::vector<std::string>& head) {
  for (const TableDraft& table : section.tables()) {
    const std::vector<Slice>& columns = table.table().head();
    if (columns.size() < 2 || !document::is_named(columns.front().view(), "step|epoch")) continue;
    std::size_t known = 0;
    for (std::size_t i = 1; i < columns.size(); ++i) {
      const std::string_view text = section.draft().source().text(SectionDraft::raw(columns[i]));
      if (std::find(head.begin() + 1, head.end(), text) != head.end()) ++known;
    }
    if (2 * known >= columns.size() - 1) return &table;
  }
  return nullptr;
}

void write_curves(SectionDraft& section, const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return;
  const std::string text = table_text(rows);
  const TableDraft* known = table_of_curves(section, rows.front());
  if (known == nullptr) return section.add_below("table of curves", text);
  const SourceText& source = section.draft().source();
  const Span place = known->block().span;
  const std::size_t first = source.line_at(place.begin);
  const std::string indent(source.text({source.line(first).begin, place.begin}));
  std::string before;
  for (std::size_t number = first; number <= source.line_at(place.end); ++number) {
    const std::string_view line = source.text(source.line(number));
    before += (number == first ? "" : "\n") + std::string(trim(line));
  }
  if (before == text) return;
  std::string indented;
  for (const std::string_view line : lines(text)) {
    indented += (indented.empty() ? "" : "\n" + indent) + std::string(line);
  }
  section.draft().note(SectionKind::dynamics, place.begin, "table of curves", "", "replaced");
  section.draft().replace(place, indented);
}

void write_figure(SectionDraft& section, const std::string& path) {
  if (path.empty()) return;
  if (!fits(path, Place::line) || path.find_first_of("<>") != std::string::npos) {
    return section.draft().leave("Dynamics: the figure's path cannot be a link: " + one_line(path));
  }
  for (const At<std::string>& figure : section.draft().recipe().dynamics.figures) {
    if (figure.value == path) return;
  }
  section.add_below("figure", "![Curves of the training](" + link_target_text(path) + ")");
}

}  // namespace

void write_dynamics(Draft& draft, const Observed& observed) {
  if (observed.stage != document::Stage::training) return;
  SectionDraft section(draft, SectionKind::dynamics);
  if (!section.applies()) return;
  if (const auto seconds = median_seconds(observed.runs)) {
    write_time(section, draft.recipe().dynamics, *seconds);
  }
  const std::string hardware = one_line(observed.hardware);
  if (fits(hardware, Place::line)) {
    section.set_field("Hardware", "hardware|machine|device|devices",
                      inline_text(hardware, Place::cell),
                      [&](Slice text) { return names_hardware(text.view(), hardware); });
  }
  write_figure(section, observed.figure);
  const auto table = curve_table(curves_of(observed.runs));
  if (!table.empty() && observed.runs.size() > 1) {
    const std::string said =
        "mean \u00b1 standard deviation of " + std::to_string(observed.runs.size()) + " runs";
    section.set_field("Curves", "curves", said, [&](Slice text) { return text.view() == said; });
  }
  write_curves(section, table);
  section.finish();
}

}  // namespace recipe::author
