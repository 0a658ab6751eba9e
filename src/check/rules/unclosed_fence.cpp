#include "base/text.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_fences(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const document::CodeBlock& code : study.page.code) {
    const document::Block& block = *code.block;
    if (!block.fenced) continue;
    if (block.closed) {
      judge.holds();
      continue;
    }
    const Span opening = source.line(source.line_at(block.span.begin));
    const std::string_view behind = trim(
        std::string_view(source.bytes()).substr(std::min(block.span.end, source.bytes().size())));
    const std::string lines = counted(block.lines.size(), "line");
    const bool to_the_end = behind.empty();
    std::string message = "this code fence is never closed: ";
    message += to_the_end ? "the rest of the document, " + lines + ", is shown as code"
                          : "it ends with the list item or quote that holds it, after " + lines;
    judge.untrue({block.span.begin, to_the_end ? block.span.end : opening.end},
                 message + "; close it where the code ends");
  }
}

}  // namespace

constexpr Rule rules::unclosed_fence = {
    .name = "unclosed-fence",
    .code = "RC193",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a code fence without its end",
    .document =
        "A fence that is never closed takes what follows for code: headings, tables and links "
        "there do not show, and their anchors do not exist. Within a list item or a quote it ends "
        "with that.",
    .bad = "```sh\npython train.py\n\n## Results",
    .good = "```sh\npython train.py\n```\n\n## Results",
    .check = check_fences,
};

}  // namespace recipe::check
