#include "check/format.h"

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr const Format* known_formats[] = {
#define FORMAT(name) &formats::name,
#include "check/formats.def"
#undef FORMAT
};

}  // namespace

Counts Outcome::counts() const {
  Counts all;
  for (const CheckedDocument& document : documents) {
    all.held += document.report.counts.held;
    all.untrue += document.report.counts.untrue;
    all.undecided += document.report.counts.undecided;
  }
  return all;
}

std::size_t Outcome::count(Severity severity) const {
  std::size_t count = 0;
  for (const CheckedDocument& document : documents) count += document.report.count(severity);
  return count;
}

std::size_t Outcome::allowed() const {
  std::size_t count = 0;
  for (const CheckedDocument& document : documents) count += document.report.allowed;
  return count;
}

std::string Presentation::painted(Paint paint_as, std::string_view text) const {
  return paint == nullptr ? std::string(text) : paint(paint_as, text);
}

std::span<const Format* const> all_formats() { return known_formats; }

const Format* format_named(std::string_view name) {
  for (const Format* format : known_formats) {
    if (format->name == name) return format;
  }
  return nullptr;
}

std::string summary_of(const Outcome& outcome) {
  std::vector<std::string> levels;
  for (const auto& [severity, noun] : {std::pair{Severity::error, "error"},
                                       {Severity::warning, "warning"},
                                       {Severity::info, "remark"}}) {
    const std::size_t count = outcome.count(severity);
    if (count > 0) levels.push_back(counted(count, noun));
  }
  for (const auto& [count, what] : {std::pair{outcome.fixed, " fixed"},
                                    {outcome.allowed(), " allowed"},
                                    {outcome.known, " in the baseline"}}) {
    if (count > 0) levels.push_back(std::to_string(count) + what);
  }
  const Counts counts = outcome.counts();
  std::string text = counted(outcome.documents.size(), "document") + ": ";
  text += levels.empty() ? "nothing found" : join(levels, ", ");
  text += "; " + counted(counts.held, "statement") + " true, " + std::to_string(counts.untrue) +
          " untrue, " + std::to_string(counts.undecided) + " undecided";
  if (outcome.left_alone > 0) {
    text += "; " + counted(outcome.left_alone, "document") + " left alone";
  }
  if (outcome.unaffected > 0) {
    text += "; " + counted(outcome.unaffected, "document") + " not concerned by the change";
  }
  if (!outcome.unchecked.empty()) {
    text += "; " + std::to_string(outcome.unchecked.size()) + " could not be checked";
  }
  return text;
}

}  // namespace recipe::check
