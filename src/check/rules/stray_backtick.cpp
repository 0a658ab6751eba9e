#include "base/text.h"
#include "check/pasted.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

struct Backticks {
  std::size_t count = 0;
  std::size_t last = 0;  ///< offset
};

/// Those that a shell acts upon.
Backticks backticks_in(const SourceText& source, const PastedCommand& command) {
  Backticks found;
  char quote = 0;
  for (const PastedLine& line : command.lines) {
    const std::string_view text = source.text(line.code());
    if (!line.inside) quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c == '\\' && quote != '\'') {
        ++i;
      } else if (c == '`' && quote != '\'') {
        ++found.count;
        found.last = line.span.begin + i;
      } else if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      }
    }
  }
  return found;
}

void check_backticks(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const auto& [block, commands] : study.shared<PastedCommands>().blocks) {
    for (const PastedCommand& command : commands) {
      const Backticks backticks = backticks_in(source, command);
      if (backticks.count % 2 == 0) {
        judge.holds();
        continue;
      }
      const Span span{backticks.last, backticks.last + 1};
      const Span words = trimmed(source, command.lines.back().code());
      Finding& finding =
          judge.untrue(span, "a backtick without its pair: the shell waits for the other one");
      if (span.end == words.end && backticks.count == 1) {
        finding.fix = Fix{"delete the backtick", Safety::safe, {{span, ""}}};
      }
    }
  }
}

}  // namespace

constexpr Rule rules::stray_backtick = {
    .name = "stray-backtick",
    .code = "RC407",
    .family = Family::commands,
    .severity = Severity::error,
    .summary = "a backtick without its pair in a command",
    .document =
        "A backtick begins the output of another command. One that is left over from Markdown, "
        "mostly at the end of a line, makes the shell wait for its pair. Between single quotes and "
        "in comments a backtick is text.",
    .bad = "```sh\npython train.py --lr 0.1`\n```\n",
    .good = "```sh\npython train.py --lr 0.1\n```\n",
    .check = check_backticks,
};

}  // namespace recipe::check
