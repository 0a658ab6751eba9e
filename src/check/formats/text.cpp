#include "base/text.h"
#include "check/excerpt.h"
#include "check/format.h"

namespace recipe::check {
namespace {

constexpr std::size_t widest_excerpt = 100;
/// Items that are named without --verbose, those first that would help most.
constexpr std::size_t most_missing = 3;

Paint paint_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Paint::error;
    case Severity::warning:
      return Paint::warning;
    case Severity::info:
      return Paint::info;
  }
  return Paint::info;
}

/// "README.md:12:3: error: there is no such file [file-missing]"
std::string headline(const SourceText& source, Span span, Paint paint, std::string_view level,
                     std::string_view message, std::string_view rule, const Presentation& how) {
  return how.painted(Paint::place, on_one_line(source.place(span))) + ": " +
         how.painted(paint, level) + ": " + on_one_line(message) + " " +
         how.painted(Paint::rule, "[" + std::string(rule) + "]") + "\n";
}

std::string marked_line(const SourceText& source, Span span, Paint paint, const Presentation& how) {
  const Excerpt excerpt = excerpt_of(source, span, widest_excerpt);
  const std::string number = std::to_string(source.line_at(span.begin));
  const std::string margin(number.size() < 5 ? 5 - number.size() : 0, ' ');
  return margin + number + " | " + excerpt.line + "\n" + std::string(number.size(), ' ') + margin +
         " | " + excerpt.before + how.painted(paint, excerpt.mark) + "\n";
}

std::string told(const SourceText& source, const Finding& finding, const Presentation& how) {
  const Paint paint = paint_of(finding.severity);
  std::string text = headline(source, finding.span, paint, to_string(finding.severity),
                              finding.message, finding.rule, how) +
                     marked_line(source, finding.span, paint, how);
  for (const Evidence& evidence : finding.evidence) {
    text += "      " + how.painted(Paint::note, "note") + ": " + on_one_line(evidence.to_string()) +
            "\n";
  }
  if (finding.fix) {
    text += "      " + how.painted(Paint::note, "help") + ": " + on_one_line(finding.fix->title) +
            (finding.fix->safety == Safety::safe ? " (--fix)" : " (--unsafe-fixes)") + "\n";
  }
  return text;
}

/// "README.md: completeness 62 of 100; missing: split, digest of the raw data"
std::string completeness_line(const CheckedDocument& document, const Presentation& how) {
  const Completeness& completeness = document.report.completeness;
  std::vector<std::string> missing;
  for (const Item* one : completeness.missing) {
    if (missing.size() == most_missing && !how.verbose) {
      missing.push_back(std::to_string(completeness.missing.size() - most_missing) + " more");
      break;
    }
    missing.emplace_back(one->name);
  }
  std::string text = how.painted(Paint::place, on_one_line(document.source.path())) +
                     ": completeness " + std::to_string(completeness.score) + " of 100";
  if (!missing.empty()) text += "; missing: " + join(missing, "; ");
  return text + "\n";
}

std::string write_text(const Outcome& outcome, const Presentation& how) {
  std::string text;
  for (const CheckedDocument& document : outcome.documents) {
    for (const Finding& finding : document.report.findings) {
      text += told(document.source, finding, how);
    }
    if (how.verbose || outcome.documents.size() == 1) text += completeness_line(document, how);
    if (!how.verbose) continue;
    for (const Undecided& statement : document.report.undecided) {
      text += headline(document.source, statement.span, Paint::note, "undecided", statement.why,
                       statement.rule, how);
    }
  }
  for (const Unchecked& unchecked : outcome.unchecked) {
    text += how.painted(Paint::place, on_one_line(unchecked.path)) + ": " +
            how.painted(Paint::warning, "not checked") + ": " + on_one_line(unchecked.why) + "\n";
  }
  return text + summary_of(outcome) + "\n";
}

}  // namespace

constexpr Format formats::text = {
    .name = "text",
    .summary = "for people: each finding with its line, what was seen where, and what to do",
    .write = write_text,
};

}  // namespace recipe::check
