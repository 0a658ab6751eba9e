#include <algorithm>
#include <vector>

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
  section.finish();
}

}  // namespace recipe::author
