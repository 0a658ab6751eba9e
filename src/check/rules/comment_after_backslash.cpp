#include "base/text.h"
#include "check/pasted.h"
#include "check/rule.h"
#include "check/shell_line.h"

namespace recipe::check {
namespace {

/// A comment within a command, with the white space before it where it ends a line.
struct InnerComment {
  Span text;
  Span remove;
};

/// Behind a backslash, or on a line of its own between two lines that should be joined.
std::optional<InnerComment> inner_comment(const SourceText& source, const PastedCommand& command,
                                          std::size_t i) {
  const PastedLine& line = command.lines[i];
  if (line.inside || line.comment == line.span.end) return std::nullopt;
  const Span text{line.comment, line.span.end};
  if (look_of(source.text(line.span)) == LineLook::comment) {
    if (i == 0 || !is_continued(source.text(trimmed(source, command.lines[i - 1].span)))) {
      return std::nullopt;
    }
    const std::size_t next = command.lines[i + 1].span.begin;
    return InnerComment{text, {line.span.begin, next}};
  }
  const Span code = trimmed(source, line.code());
  if (!is_continued(source.text(code))) return std::nullopt;
  return InnerComment{text, {code.end, line.span.end}};
}

/// The comments of a command go above it, where they harm nothing.
std::optional<Fix> moved_above(const SourceText& source, const PastedCommand& command,
                               const InnerComment& comment) {
  const Span first = command.lines.front().span;
  const auto prefix = prefix_of(source, first);
  if (!prefix) return std::nullopt;
  const std::string_view line = source.text(first);
  const std::string_view indent = line.substr(0, line.find(trim(line).substr(0, 1)));
  return Fix{"move the comment above the command",
             Safety::safe,
             {{{first.begin, first.begin},
               std::string(indent) + std::string(source.text(comment.text)) + "\n" + *prefix},
              {comment.remove, ""}}};
}

void check_inner_comments(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const auto& [block, commands] : study.shared<PastedCommands>().blocks) {
    for (const PastedCommand& command : commands) {
      for (std::size_t i = 0; i + 1 < command.lines.size(); ++i) {
        const auto comment = inner_comment(source, command, i);
        if (!comment) {
          if (command.lines[i].joined) judge.holds();
          continue;
        }
        const std::string_view next = trim(source.text(command.lines[i + 1].code()));
        judge
            .untrue(comment->text,
                    "a comment within the command ends it here, so the shell runs what follows as "
                    "a command of its own: `" +
                        printable(next.substr(0, 60)) + "`")
            .fix = block.has_prompts ? std::nullopt : moved_above(source, command, *comment);
      }
    }
  }
}

}  // namespace

constexpr Rule rules::comment_after_backslash = {
    .name = "comment-after-backslash",
    .code = "RC403",
    .family = Family::commands,
    .severity = Severity::error,
    .summary = "a comment inside a command over several lines",
    .document =
        "A backslash joins the next line only at the very end of its line, and a comment goes to "
        "the end of the joined line. So a comment behind a backslash, and a line that is a comment "
        "between two lines of a command, both end the command: the options below are lost.",
    .bad =
        "```sh\npython train.py \\\n  --epochs 60 \\  # 16 for the large model\n  --lr 0.1\n```\n",
    .good =
        "```sh\n# 16 epochs for the large model\npython train.py \\\n  --epochs 60 \\\n  --lr "
        "0.1\n```\n",
    .check = check_inner_comments,
};

}  // namespace recipe::check
