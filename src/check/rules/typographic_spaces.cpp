#include "base/text.h"
#include "check/rule.h"
#include "check/typographic.h"

namespace recipe::check {
namespace {

void check_spaces(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const auto& [block, commands] : study.shared<PastedCommands>().blocks) {
    for (const PastedCommand& command : commands) {
      const auto marks = typographic_marks(source, command, Typographic::space);
      if (marks.empty()) {
        judge.holds();
        continue;
      }
      Fix fix{"write plain blanks", Safety::safe, {}};
      for (const auto& mark : marks) fix.edits.push_back({mark.span, std::string(mark.ascii)});
      judge
          .untrue(marks.front().span,
                  marks.front().ascii.empty()
                      ? "a character without width stands here: the shell takes it for a letter"
                      : "a no-break space separates no words to a shell; write a plain blank")
          .fix = std::move(fix);
    }
  }
}

}  // namespace

constexpr Rule rules::typographic_spaces = {
    .name = "typographic-spaces",
    .code = "RC406",
    .family = Family::commands,
    .severity = Severity::error,
    .summary = "a no-break space, or one without width, in a command",
    .document =
        "Text copied from web pages and word processors holds blanks that look like others and are "
        "letters to a shell: it joins the words on both sides of a no-break space (U+00A0), and "
        "keeps a space without width (U+200B) in the word. What fails then looks right.",
    .bad = "```sh\npython train.py --lr\u00a00.1\n```\n",
    .good = "```sh\npython train.py --lr 0.1\n```\n",
    .check = check_spaces,
};

}  // namespace recipe::check
