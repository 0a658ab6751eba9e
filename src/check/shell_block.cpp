#include "check/shell_block.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "check/shell_line.h"
#include "check/spelling.h"

namespace recipe::check {
namespace {

enum class Language { shell, none, other };

constexpr std::string_view shells[] = {
    "sh",  "bash", "shell",    "console",      "zsh",        "ksh",        "shell-session",
    "cmd", "bat",  "terminal", "shellsession", "sh-session", "commandline"};
/// Marks that say nothing of the language.
constexpr std::string_view no_languages[] = {"",     "none", "text",  "txt",  "plain", "plaintext",
                                             "code", "raw",  "train", "eval", "setup", "lang-none"};

/// `bash`, `{.bash}`, `bash title=x`, `language-bash`
std::string language_word(std::string_view info) {
  std::string word;
  for (const char c : info) {
    if (is_alnum(c) || c == '-' || c == '+' || c == '_') {
      word += c;
    } else if (!word.empty()) {
      break;
    } else if (c != '{' && c != '.' && !is_space(c)) {
      break;
    }
  }
  word = lower(word);
  if (word.starts_with("language-")) word.erase(0, 9);
  return word;
}

Language language_of(std::string_view info) {
  const std::string word = language_word(info);
  if (std::find(std::begin(no_languages), std::end(no_languages), word) != std::end(no_languages)) {
    return Language::none;
  }
  for (const std::string_view shell : shells) {
    if (word == shell) return Language::shell;
    // `bashs`, `bahs`, `shel`
    if (shell.size() > 3 && word.size() > 3 && edit_distance(word, shell, 1) <= 1) {
      return Language::shell;
    }
  }
  return Language::other;
}

struct Looks {
  std::size_t commands = 0;
  std::size_t shell = 0;
  std::size_t others = 0;  ///< lines that do not go on from one before
  LineLook first = LineLook::blank;
};

Looks looks_of(const SourceText& source, const std::vector<Span>& lines) {
  Looks looks;
  bool goes_on = false;
  for (const Span& span : lines) {
    std::string_view line = source.text(span);
    line.remove_prefix(prompt_length(line));
    const LineLook look = look_of(line);
    const std::string_view shown = trim(line);
    if (look == LineLook::blank || look == LineLook::comment) {
      goes_on = false;
      continue;
    }
    if (!goes_on) {
      if (looks.first == LineLook::blank) looks.first = look;
      looks.commands += look == LineLook::command ? 1 : 0;
      looks.shell += look == LineLook::shell ? 1 : 0;
      looks.others += look == LineLook::other && !begins_with_option(line) ? 1 : 0;
    }
    goes_on = is_continued(shown);
  }
  return looks;
}

bool holds_shell(Language language, const Looks& looks) {
  if (language == Language::shell) return true;
  if (looks.commands == 0) return false;
  if (looks.first != LineLook::command && looks.first != LineLook::shell) return false;
  // Of a block in Python every line must be a command, of one in no language most.
  if (language == Language::other) return looks.others == 0;
  return looks.others <= 2 * (looks.commands + looks.shell);
}

/// Drops prompts, and what does not stand behind one or go on from there.
bool keep_behind_prompts(const SourceText& source, std::vector<Span>& lines) {
  bool first = true;
  for (const Span& line : lines) {
    const std::string_view text = source.text(line);
    const LineLook look = look_of(text);
    if (look == LineLook::blank || look == LineLook::comment) {
      if (prompt_length(text) == 0) continue;
    }
    if (prompt_length(text) == 0) return false;
    first = false;
    break;
  }
  if (first) return false;
  std::vector<Span> kept;
  bool goes_on = false;
  for (Span line : lines) {
    const std::string_view text = source.text(line);
    const std::size_t prompt = prompt_length(text);
    if (prompt == 0 && !goes_on) continue;
    line.begin += prompt;
    if (prompt == 0 && text.starts_with("> ")) line.begin += 2;
    goes_on = is_continued(trim(text));
    kept.push_back(line);
  }
  lines = std::move(kept);
  return true;
}

}  // namespace

std::vector<ShellBlock> shell_blocks(const document::Page& page) {
  std::vector<ShellBlock> blocks;
  for (std::size_t i = 0; i < page.code.size(); ++i) {
    const document::Block& block = *page.code[i].block;
    const Language language = block.fenced ? language_of(block.info) : Language::none;
    if (!holds_shell(language, looks_of(page.source, block.lines))) continue;
    ShellBlock made{block.lines, i, page.code[i].heading, false};
    made.has_prompts = keep_behind_prompts(page.source, made.lines);
    if (!made.lines.empty()) blocks.push_back(std::move(made));
  }
  return blocks;
}

}  // namespace recipe::check
