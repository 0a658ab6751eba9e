#include "base/text.h"
#include "check/pasted.h"
#include "check/rule.h"
#include "check/shell_line.h"

namespace recipe::check {
namespace {

/// The white space behind the backslash that ends a line; empty if there is none.
Span space_behind_backslash(const SourceText& source, const PastedLine& line) {
  const std::string_view text = source.text(line.span);
  std::size_t end = text.size();
  while (end > 0 && is_space(text[end - 1])) --end;
  if (end == text.size() || line.comment != line.span.end) return {};
  return is_continued(text.substr(0, end)) ? Span{line.span.begin + end, line.span.end} : Span{};
}

void check_trailing_space(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const auto& [block, commands] : study.shared<PastedCommands>().blocks) {
    for (const PastedCommand& command : commands) {
      for (std::size_t i = 0; i + 1 < command.lines.size(); ++i) {
        const PastedLine& line = command.lines[i];
        const std::string_view next = source.text(command.lines[i + 1].span);
        if (!is_continued(trim(source.text(line.span))) || look_of(next) == LineLook::blank)
          continue;
        const Span space = space_behind_backslash(source, line);
        if (space.empty()) {
          judge.holds();
          continue;
        }
        judge
            .untrue(
                {space.begin - 1, space.end},
                "white space behind the backslash: the command ends here, and the shell runs `" +
                    printable(trim(next).substr(0, 60)) + "` as a command of its own")
            .fix = Fix{"delete the white space", Safety::safe, {{space, ""}}};
      }
    }
  }
}

}  // namespace

constexpr Rule rules::backslash_trailing_space = {
    .name = "backslash-trailing-space",
    .code = "RC402",
    .family = Family::commands,
    .severity = Severity::error,
    .summary = "white space behind the backslash that should join two lines",
    .document =
        "A backslash joins the next line only where it is the last byte of its line. With a blank "
        "behind it the command ends there with an argument that is a blank, and the lines below "
        "are run as commands of their own. Nobody sees it.",
    .bad = "```sh\npython train.py \\ \n  --lr 0.1\n```\n",
    .good = "```sh\npython train.py \\\n  --lr 0.1\n```\n",
    .check = check_trailing_space,
};

}  // namespace recipe::check
