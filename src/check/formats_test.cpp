#include <gtest/gtest.h>

#include "base/json.h"
#include "check/format.h"

namespace recipe::check {
namespace {

/// A document that wants to do harm, with a finding in it.
Outcome hostile_outcome() {
  Outcome outcome;
  CheckedDocument document;
  document.source = SourceText("a\x1b[31m,b:c.md", "x \x1b]0;t\a \xff [y](z)\n::error::no\n");
  document.repository_path = "a\x1b[31m,b:c.md";
  Finding finding;
  finding.rule = "broken-link";
  finding.code = "RC201";
  finding.severity = Severity::error;
  finding.span = {2, 9};
  finding.message = "no \x1b[2J file\n::set-env name=x::y";
  finding.evidence.push_back({"t\x1b.py", 3, "ff931bf844c1"});
  finding.fix = Fix{"write \x1b", Safety::safe, {{{2, 9}, "\xff\x1b"}}};
  document.report.findings.push_back(finding);
  document.report.undecided.push_back({"broken-link", {0, 1}, "why \x1b\n::x::"});
  document.report.counts = {1, 1, 1};
  outcome.documents.push_back(std::move(document));
  outcome.unchecked.push_back({"b\x1b.md", "it \x1b[1m is\nno text"});
  return outcome;
}

bool is_safe(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F) return false;
  }
  return true;
}

TEST(Formats, NeverPassOnControlCharacters) {
  for (const Format* format : all_formats()) {
    Presentation how;
    how.verbose = true;
    EXPECT_TRUE(is_safe(format->write(hostile_outcome(), how))) << format->name;
  }
}

TEST(Formats, OfProgramsAreJson) {
  for (const Format* format : {&formats::json, &formats::sarif}) {
    const auto json = parse_json(format->write(hostile_outcome(), {}));
    ASSERT_TRUE(json) << format->name;
    EXPECT_TRUE(json->is_object());
  }
}

TEST(Formats, TextOfADocumentIsNoCommandOfGitHub) {
  const std::string text = formats::github.write(hostile_outcome(), {});
  std::size_t commands = 0;
  for (std::size_t at = 0; at != std::string::npos && at < text.size();) {
    if (text.compare(at, 2, "::") == 0) ++commands;
    const std::size_t end = text.find('\n', at);
    at = end == std::string::npos ? end : end + 1;
  }
  EXPECT_EQ(commands, 2U) << text;  // the finding, and what was not checked
  EXPECT_TRUE(text.starts_with("::error file=a\\x1b[31m%2Cb%3Ac.md,line=1,endLine=1,col=3,"))
      << text;
}

TEST(Formats, SummaryCountsByLevelAndAnswer) {
  EXPECT_EQ(summary_of(hostile_outcome()),
            "1 document: 1 error; 1 statement true, 1 untrue, 1 undecided; 1 could not be checked");
  EXPECT_EQ(summary_of({}), "0 documents: nothing found; 0 statements true, 0 untrue, 0 undecided");
}

TEST(Formats, ArePaintedOnlyWhereThatIsWanted) {
  Presentation how;
  how.paint = [](Paint, std::string_view text) { return "<" + std::string(text) + ">"; };
  EXPECT_NE(formats::text.write(hostile_outcome(), how).find("<error>"), std::string::npos);
}

}  // namespace
}  // namespace recipe::check
