#include "cli/rule_pages.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::cli {
namespace {

/// Paragraphs in lines of a fixed width, lists and code as they are.
std::string filled(std::string_view text) {
  constexpr std::size_t width = 120;
  std::string out;
  for (const std::string_view line : lines(text)) {
    if (line.starts_with(' ') || line.starts_with('|') || line.starts_with("```")) {
      out += std::string(line) + "\n";
      continue;
    }
    std::size_t used = 0;
    for (const std::string_view word : split(line, ' ')) {
      if (word.empty()) continue;
      const bool breaks = used > 0 && used + 1 + word.size() > width;
      if (used > 0) out += breaks ? "\n" : " ";
      used = breaks || used == 0 ? word.size() : used + 1 + word.size();
      out += word;
    }
    out += "\n";
  }
  return out;
}

/// A fence that is longer than any in the text.
std::string fence_for(std::string_view text) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(longest + 1, '`');
}

std::string fenced(std::string_view text) {
  const std::string fence = fence_for(text);
  return fence + "markdown\n" + std::string(text) + "\n" + fence + "\n";
}

std::string body_of(const check::Rule& rule) {
  std::string text = std::string(rule.code) + ", " + std::string(to_string(rule.severity)) +
                     ", family " + std::string(to_string(rule.family)) + ": " +
                     std::string(rule.summary) + ".\n\n" + filled(rule.document);
  text += "\nUntrue:\n\n" + fenced(rule.bad);
  text += "\nMended:\n\n" + fenced(rule.good);
  return text;
}

}  // namespace

std::string rule_page(const check::Rule& rule) {
  return "# " + std::string(rule.name) + "\n\n" + body_of(rule);
}

std::string rules_page() {
  std::string text =
      "# Rules of `recipe check`\n\n"
      "Made from the program by `recipe_docs`; do not edit. [check.md](check.md) says how rules "
      "are "
      "used.\n\n"
      "| Code | Rule | Level | Finds |\n| --- | --- | --- | --- |\n";
  for (const check::Rule* rule : check::all_rules()) {
    text += "| " + std::string(rule->code) + " | [" + std::string(rule->name) + "](#" +
            std::string(rule->name) + ") | " + std::string(to_string(rule->severity)) + " | " +
            std::string(rule->summary) + " |\n";
  }
  for (const check::Rule* rule : check::all_rules()) {
    text += "\n## " + std::string(rule->name) + "\n\n" + body_of(*rule);
  }
  return text;
}

}  // namespace recipe::cli
