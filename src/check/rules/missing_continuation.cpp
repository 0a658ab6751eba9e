#include "base/text.h"
#include "check/pasted.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

Fix with_backslashes(const SourceText& source, const PastedCommand& command) {
  Fix fix{"put a backslash at the end of the line",
          command.has_backslash ? Safety::safe : Safety::unsafe,
          {}};
  for (const std::size_t at : command.breaks) {
    const PastedLine& line = command.lines[at];
    if (line.comment != line.span.end) fix.safety = Safety::unsafe;
    fix.edits.push_back({{trimmed(source, line.code()).end, line.span.end}, " \\"});
  }
  return fix;
}

/// An empty line behind a backslash.
void tell_gap(const SourceText& source, Judge& judge, const PastedCommand& command,
              std::size_t gap) {
  const Span line = command.lines[gap].span;
  std::size_t next = gap + 1;
  while (trimmed(source, command.lines[next].span).empty()) ++next;
  const Span words = trimmed(source, line);
  judge
      .untrue({words.end - 1, words.end},
              "the empty line behind this backslash ends the command, so the shell runs what "
              "follows as a command of its own")
      .fix = Fix{
      "delete the empty line", Safety::safe, {{{words.end, command.lines[next - 1].span.end}, ""}}};
}

void check_continuations(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const auto& [block, commands] : study.shared<PastedCommands>().blocks) {
    for (const PastedCommand& command : commands) {
      if (command.lines.size() < 2) continue;
      for (const std::size_t gap : command.gaps) tell_gap(source, judge, command, gap);
      if (command.breaks.empty()) {
        if (command.gaps.empty()) judge.holds();
        continue;
      }
      const PastedLine& line = command.lines[command.breaks.front()];
      const PastedLine& next = command.lines[command.breaks.front() + 1];
      const std::size_t end = trimmed(source, line.code()).end;
      std::size_t begin = end;
      while (begin > line.span.begin && !is_space(source.bytes()[begin - 1])) --begin;
      std::string message =
          "no backslash ends this line, so the shell runs what follows as a command of its own: `" +
          printable(trim(source.text(next.code())).substr(0, 60)) + "`";
      if (command.breaks.size() > 1) {
        message += "; the same is true of " + counted(command.breaks.size() - 1, "line") + " below";
      }
      judge.untrue({begin, end}, std::move(message)).fix = with_backslashes(source, command);
    }
  }
}

}  // namespace

constexpr Rule rules::missing_continuation = {
    .name = "missing-continuation",
    .code = "RC401",
    .family = Family::commands,
    .severity = Severity::error,
    .summary = "a command that goes on in the next line without a backslash",
    .document =
        "A command over several lines needs a backslash at the end of each but the last. Where one "
        "is missing, the program runs without the options below, often without an error: with the "
        "defaults in place of the values that the document tells.\n"
        "\n"
        "Looked at are lines of a code block that begin with an option, or with a dotted override "
        "such as `model.lr=0.1`, right below a command. What `--help` prints is left alone, and "
        "so are blocks that hold options only.",
    .bad = "```sh\npython train.py \\\n  --lr 0.1\n  --epochs 90\n```\n",
    .good = "```sh\npython train.py \\\n  --lr 0.1 \\\n  --epochs 90\n```\n",
    .check = check_continuations,
};

}  // namespace recipe::check
