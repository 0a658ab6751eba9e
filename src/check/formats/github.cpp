#include "base/text.h"
#include "check/format.h"

namespace recipe::check {
namespace {

/// As GitHub's runner reads the text of a command: `%`, CR and LF are escaped, in properties `:`
/// and
/// `,` too.
std::string escaped(std::string_view text, std::string_view also) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '%' || c == '\r' || c == '\n' || also.find(c) != std::string_view::npos) {
      constexpr std::string_view digits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    } else {
      out += c;
    }
  }
  return out;
}

std::string property(std::string_view text) { return escaped(text, ":,"); }

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "notice";
  }
  return "notice";
}

std::string annotation(const CheckedDocument& document, const Finding& finding) {
  const Position begin = document.source.position(finding.span.begin);
  const Position end = document.source.position(finding.span.end);
  std::string message = finding.message;
  for (const Evidence& evidence : finding.evidence) message += "\nSeen: " + evidence.to_string();
  if (finding.fix) message += "\nFix: " + finding.fix->title;
  std::string text = "::" + std::string(command_of(finding.severity)) +
                     " file=" + property(document.repository_path) +
                     ",line=" + std::to_string(begin.line) + ",endLine=" + std::to_string(end.line);
  // Columns are for one line only.
  if (begin.line == end.line) {
    text += ",col=" + std::to_string(begin.column) + ",endColumn=" + std::to_string(end.column);
  }
  return text + ",title=" + property(finding.rule + " " + finding.code) +
         "::" + escaped(message, "") + "\n";
}

std::string write_github(const Outcome& outcome, const Presentation& how) {
  std::string text;
  for (const CheckedDocument& document : outcome.documents) {
    for (const Finding& finding : document.report.findings) text += annotation(document, finding);
    if (!how.verbose) continue;
    for (const Undecided& statement : document.report.undecided) {
      const Position at = document.source.position(statement.span.begin);
      text += "::notice file=" + property(document.repository_path) +
              ",line=" + std::to_string(at.line) + ",title=" + property(statement.rule) +
              "::" + escaped("undecided: " + statement.why, "") + "\n";
    }
  }
  for (const Unchecked& one : outcome.unchecked) {
    text += "::warning title=not checked::" + escaped(one.path + ": " + one.why, "") + "\n";
  }
  return text + summary_of(outcome) + "\n";
}

}  // namespace

constexpr Format formats::github = {
    .name = "github",
    .summary = "annotations for a workflow of GitHub Actions",
    .write = write_github,
};

}  // namespace recipe::check
