#include "base/text.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

/// The line under a table's head with as many columns as the head.
std::string delimiter_for(const SourceText& source, const std::vector<Span>& delimiters,
                          std::size_t columns) {
  std::string line = "|";
  for (std::size_t i = 0; i < columns; ++i) {
    line += " ";
    line += i < delimiters.size() ? source.text(delimiters[i]) : "---";
    line += " |";
  }
  return line;
}

void check_delimiters(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const Diagnostic& diagnostic : study.page.markdown.diagnostics) {
    if (diagnostic.rule != "table-columns") continue;
    const std::size_t line = source.line_at(diagnostic.span.begin);
    if (line < 2) continue;
    const auto head = document::split_row(source, source.line(line - 1));
    const auto delimiters = document::split_row(source, diagnostic.span);
    if (head.size() < 2 || delimiters.size() < 2 || head.size() == delimiters.size()) continue;
    Finding& finding = judge.untrue(diagnostic.span,
                                    "the head of the table has " + counted(head.size(), "cell") +
                                        ", the line below it " + std::to_string(delimiters.size()) +
                                        ", so no table is shown; make both the same");
    const auto first = document::split_row(source, source.line(line + 1));
    const Safety safety = first.size() == head.size() ? Safety::safe : Safety::unsafe;
    finding.fix = Fix{"give the line below the head " + counted(head.size(), "column"),
                      safety,
                      {{diagnostic.span, delimiter_for(source, delimiters, head.size())}}};
  }
  for (std::size_t i = 0; i < study.page.tables.size(); ++i) judge.holds();
}

}  // namespace

constexpr Rule rules::table_not_rendered = {
    .name = "table-not-rendered",
    .code = "RC191",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a table that is shown as lines of text",
    .document =
        "GitHub shows a table only if its head has as many cells as the line of dashes below it. "
        "An escaped pipe `\\|` is no border, an empty first cell (`|| a |`) counts.",
    .bad = "| Model | Accuracy | Log |\n| - | - |\n| small | 0.74 | a.log |",
    .good = "| Model | Accuracy | Log |\n| - | - | - |\n| small | 0.74 | a.log |",
    .check = check_delimiters,
};

}  // namespace recipe::check
