#include <algorithm>

#include "base/text.h"
#include "check/rule.h"
#include "check/typographic.h"

namespace recipe::check {
namespace {

void check_quotes(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const auto& [block, commands] : study.shared<PastedCommands>().blocks) {
    // Code in another language, marked as shell.
    if (std::none_of(commands.begin(), commands.end(), [](const auto& c) { return c.runs; })) {
      continue;
    }
    for (const PastedCommand& command : commands) {
      const auto marks = typographic_marks(source, command, Typographic::quote);
      if (marks.empty()) {
        judge.holds();
        continue;
      }
      Fix fix{"write straight quotes", Safety::safe, {}};
      // Straight quotes of the same kind around them would end there.
      for (const PastedLine& line : command.lines) {
        if (source.text(line.code()).find_first_of("'\"") != std::string_view::npos) {
          fix.safety = Safety::unsafe;
        }
      }
      for (const auto& mark : marks) fix.edits.push_back({mark.span, std::string(mark.ascii)});
      judge
          .untrue({marks.front().span.begin, marks.back().span.end},
                  "typographic quotes are no quotes to a shell: it passes them on, and splits what "
                  "stands between them at blanks; write ' or \"")
          .fix = std::move(fix);
    }
  }
}

}  // namespace

constexpr Rule rules::typographic_quotes = {
    .name = "typographic-quotes",
    .code = "RC404",
    .family = Family::commands,
    .severity = Severity::error,
    .summary = "typographic quotes in a command",
    .document =
        "Word processors turn straight quotes into typographic ones. A shell knows only ' and \": "
        "the others become part of the argument, and blanks between them split it.\n"
        "\n"
        "Strings between straight quotes, comments and apostrophes within words are left alone.",
    .bad = "```sh\npython train.py --name \u201cfirst run\u201d\n```\n",
    .good = "```sh\npython train.py --name \"first run\"\n```\n",
    .check = check_quotes,
};

}  // namespace recipe::check
