#include "check/command_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::array<std::string_view, 7> script_endings = {".py",  ".sh",    ".bash", ".pl",
                                                            ".sub", ".ipynb", ".r"};

struct Token {
  std::string_view text;
  Span span;
};

bool is_blank(char c) { return is_space(c) || c == '\\'; }

std::vector<Token> tokens_of(std::string_view text, std::size_t offset) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_blank(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    if (end > at) tokens.push_back({text.substr(at, end - at), {offset + at, offset + end}});
    at = end;
  }
  return tokens;
}

std::string_view last_name_of(std::string_view path) {
  return path.substr(
      path.find_last_of("/\\") == std::string_view::npos ? 0 : path.find_last_of("/\\") + 1);
}

/// The name of a script without its ending; none for what is no script.
std::optional<std::string> script_stem(std::string_view word) {
  const std::string name = lower(last_name_of(word));
  for (const std::string_view ending : script_endings) {
    if (name.size() > ending.size() && name.ends_with(ending)) {
      return name.substr(0, name.size() - ending.size());
    }
  }
  return std::nullopt;
}

bool is_assignment(std::string_view word) {
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 && word.front() != '-';
}

bool is_setting(std::string_view word) {
  return (word.size() > 1 && word.front() == '-' && word[1] != '=') || is_assignment(word);
}

/// A bare name or a path; `results.json` and what goes on with `{` or `=` is data.
bool may_be_program(const std::vector<Token>& tokens, std::size_t at) {
  const std::string_view word = tokens[at].text;
  const bool of_path = std::all_of(word.begin(), word.end(), [](char c) {
    return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '/' || c == '~';
  });
  const bool opens =
      at + 1 < tokens.size() &&
      std::string_view("{}[]()=:<,").find(tokens[at + 1].text.front()) != std::string_view::npos;
  return of_path && !opens && last_name_of(word).find('.') == std::string_view::npos;
}

enum class First { program, text };

/// The words of one command; its first word is a program only in a shell.
CommandWords words_of(const std::vector<Token>& tokens, First first) {
  CommandWords words;
  bool begun = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.text == "$" || token.text == ">" || token.text == "sudo") continue;
    if (is_setting(token.text)) {
      std::string text(token.text);
      const bool takes_next = i + 1 < tokens.size() && !is_setting(tokens[i + 1].text);
      if (token.text.find('=') == std::string_view::npos && takes_next) {
        text += " " + std::string(tokens[i + 1].text);
      }
      if (token.text == "-m" && takes_next) {
        const std::string_view module = tokens[i + 1].text;
        words.programs.push_back({lower(module.substr(module.rfind('.') + 1)), tokens[i + 1].span});
      }
      words.settings.push_back({std::move(text), token.span});
      continue;
    }
    if (const auto stem = script_stem(token.text)) {
      words.programs.push_back({*stem, token.span});
    } else if (!begun && first == First::program && may_be_program(tokens, i)) {
      words.programs.push_back({lower(last_name_of(token.text)), token.span});
    }
    begun = true;
  }
  return words;
}

/// What is written in another language begins with no program.
bool is_shell(std::string_view info) {
  return info.empty() || info.find("sh") != std::string_view::npos || info.starts_with("console") ||
         info.starts_with("terminal") || info.starts_with("cmd");
}

/// A line of a block that goes on below.
bool goes_on(std::string_view line) { return trim(line).ends_with('\\'); }

void add_block(const document::Page& page, const document::CodeBlock& code,
               std::vector<CommandWords>& all) {
  const First first = is_shell(lower(code.block->info)) ? First::program : First::text;
  std::vector<Token> tokens;
  for (const Span line : code.block->lines) {
    const std::string_view text = page.source.text(line);
    if (trim(text).starts_with('#')) continue;
    for (const Token& token : tokens_of(text, line.begin)) {
      const bool ends = token.text == "&&" || token.text == "|" || token.text == ";";
      if (!ends) {
        tokens.push_back(token);
        continue;
      }
      all.push_back(words_of(tokens, first));
      tokens.clear();
    }
    if (goes_on(text)) continue;
    if (!tokens.empty()) all.push_back(words_of(tokens, first));
    tokens.clear();
  }
  if (!tokens.empty()) all.push_back(words_of(tokens, first));
}

}  // namespace

std::vector<CommandWords> command_words(const document::Page& page) {
  std::vector<CommandWords> all;
  for (const document::CodeBlock& code : page.code) add_block(page, code, all);
  for (const document::CodeSpan& span : page.code_spans) {
    CommandWords words = words_of(tokens_of(span.text, 0), First::text);
    if (words.programs.empty()) continue;
    for (auto& program : words.programs) program.span = span.span;
    for (auto& setting : words.settings) setting.span = span.span;
    all.push_back(std::move(words));
  }
  return all;
}

}  // namespace recipe::check
