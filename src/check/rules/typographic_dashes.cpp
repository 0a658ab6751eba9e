#include "base/text.h"
#include "check/rule.h"
#include "check/typographic.h"

namespace recipe::check {
namespace {

void check_dashes(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const auto& [block, commands] : study.shared<PastedCommands>().blocks) {
    for (const PastedCommand& command : commands) {
      const auto marks = typographic_marks(source, command, Typographic::dash);
      if (marks.empty()) {
        judge.holds();
        continue;
      }
      // One dash for each mark of `marks` that is half of a pair; a lone long dash was two.
      Fix fix{"write ASCII dashes", Safety::safe, {}};
      for (const auto& mark : marks) fix.edits.push_back({mark.span, std::string(mark.ascii)});
      judge
          .untrue(marks.front().span,
                  "a typographic dash begins no option: the program takes the word for an "
                  "argument; write - or --")
          .fix = std::move(fix);
    }
  }
}

}  // namespace

constexpr Rule rules::typographic_dashes = {
    .name = "typographic-dashes",
    .code = "RC405",
    .family = Family::commands,
    .severity = Severity::error,
    .summary = "a long dash where an option should begin",
    .document =
        "Word processors turn `--` into one long dash. An option that begins with it is an "
        "ordinary "
        "argument to the program. Only dashes at the front of a word are looked at.",
    .bad = "```sh\npython train.py \u2013lr 0.1\n```\n",
    .good = "```sh\npython train.py --lr 0.1\n```\n",
    .check = check_dashes,
};

}  // namespace recipe::check
