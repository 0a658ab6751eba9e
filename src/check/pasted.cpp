#include "check/pasted.h"

#include <algorithm>

#include "base/text.h"
#include "check/shell_line.h"

namespace recipe::check {
namespace {

/// `a.b=1`, `+trainer.x=2`: an override of Hydra, which no shell takes for a command.
bool begins_with_dotted_override(std::string_view line) {
  std::string_view text = trim(line);
  while (text.starts_with('+') || text.starts_with('~')) text.remove_prefix(1);
  std::size_t at = 0;
  bool dot = false;
  while (at < text.size() && (is_alnum(text[at]) || text[at] == '_' || text[at] == '.')) {
    dot = dot || (text[at] == '.' && at > 0);
    ++at;
  }
  return dot && at < text.size() && text[at] == '=';
}

/// `--lr LR     learning rate (default: 0.1)`, as `--help` prints it.
bool reads_like_help(std::string_view line) {
  const std::string_view text = trim(line);
  if (is_continued(text)) return false;
  if (text.find("(default") != std::string_view::npos) return true;
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_space(text[i])) {
      if (in_word && i + 1 < text.size() && is_space(text[i + 1]) && words < 3) {
        // A gap behind the flag and its value, and then words.
        const std::string_view rest = trim(text.substr(i));
        if (!rest.starts_with('-') && rest.find(' ') != std::string_view::npos) return true;
      }
      in_word = false;
    } else if (!in_word) {
      in_word = true;
      ++words;
      if (words > 2 && text[i] == '-') words = 1;
    }
  }
  return words > 5;
}

bool asks_for_help(std::string_view line) {
  return line.find("--help") != std::string_view::npos ||
         line.find(" -h ") != std::string_view::npos || line.ends_with(" -h");
}

class Chains {
 public:
  Chains(const SourceText& source, std::vector<PastedLine> lines)
      : source_(source), lines_(std::move(lines)) {}

  std::vector<PastedCommand> run() {
    for (std::size_t i = 0; i < lines_.size();) i = chain_at(i);
    return std::move(commands_);
  }

 private:
  std::string_view text(std::size_t i) const { return source_.text(lines_[i].span); }

  /// A chain that begins at line `i`; where the next may begin.
  std::size_t chain_at(std::size_t i) {
    const LineLook look = look_of(text(i));
    if (lines_[i].inside || (look != LineLook::command && look != LineLook::shell)) return i + 1;
    PastedCommand command;
    command.runs = look == LineLook::command;
    const bool help = asks_for_help(text(i));
    std::size_t last = i;
    for (;;) {
      command.lines.push_back(lines_[last]);
      if (broken_continuation(last)) command.has_backslash = true;
      const auto next = following(last, command, help);
      if (!next) break;
      for (std::size_t between = last + 1; between < *next; ++between) {
        command.lines.push_back(lines_[between]);
      }
      last = *next;
    }
    commands_.push_back(std::move(command));
    return last + 1;
  }

  /// Ends with a backslash, whatever stands behind it.
  bool broken_continuation(std::size_t i) const {
    return is_continued(trim(source_.text(lines_[i].code())));
  }

  bool goes_on(std::size_t i, bool help) const {
    if (i >= lines_.size() || lines_[i].inside) return false;
    return (begins_with_option(text(i)) || begins_with_dotted_override(text(i))) &&
           !(help && !broken_continuation(i)) && !reads_like_help(text(i));
  }

  /// The line with which the command goes on behind `last`.
  std::optional<std::size_t> following(std::size_t last, PastedCommand& command, bool help) const {
    std::size_t next = last + 1;
    if (next >= lines_.size()) return std::nullopt;
    if (lines_[next].inside) return next;
    const bool backslash = broken_continuation(last);
    if (!backslash && lines_[last].joined) {
      return look_of(text(next)) == LineLook::blank ? std::nullopt : std::optional(next);
    }
    if (backslash) {
      // Comments and empty lines end the command for the shell, but not for the reader.
      while (next < lines_.size() &&
             (look_of(text(next)) == LineLook::blank || look_of(text(next)) == LineLook::comment)) {
        ++next;
      }
      if (next == last + 1) return next;
      if (!goes_on(next, help)) return std::nullopt;
      bool empty = true;
      for (std::size_t i = last + 1; i < next; ++i) {
        empty = empty && look_of(text(i)) == LineLook::blank;
      }
      if (empty) command.gaps.push_back(command.lines.size() - 1);
      return next;
    }
    if (!command.runs || !goes_on(next, help)) return std::nullopt;
    command.breaks.push_back(command.lines.size() - 1);
    return next;
  }

  const SourceText& source_;
  const std::vector<PastedLine> lines_;
  std::vector<PastedCommand> commands_;
};

}  // namespace

std::vector<PastedCommand> pasted_commands(const SourceText& source, const ShellBlock& block) {
  return Chains(source, pasted_lines(source, block.lines)).run();
}

PastedCommands::PastedCommands(const Study& study) {
  for (ShellBlock& block : shell_blocks(study.page)) {
    auto commands = pasted_commands(study.page.source, block);
    blocks.push_back({std::move(block), std::move(commands)});
  }
}

std::optional<std::string> prefix_of(const SourceText& source, Span line) {
  const Span whole = source.line(source.line_at(line.begin));
  const std::string_view before = source.text({whole.begin, line.begin});
  for (const char c : before) {
    if (!is_space(c) && c != '>') return std::nullopt;
  }
  return std::string(before);
}

}  // namespace recipe::check
