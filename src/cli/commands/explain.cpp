#include "base/json.h"
#include "base/text.h"
#include "check/rule.h"
#include "check/settings.h"
#include "cli/command.h"
#include "cli/layout.h"
#include "cli/rule_pages.h"

namespace recipe::cli {
namespace {

constexpr Positional explain_positionals[] = {
    {"RULE", "Its name or code; without it, all rules are listed.", /*required=*/false,
     /*repeatable=*/true}};

std::string list_of_rules(Colour colour) {
  std::vector<std::vector<Cell>> rows;
  for (const check::Rule* rule : check::all_rules()) {
    rows.push_back({{std::string(rule->code)},
                    {std::string(rule->name), Style::bold},
                    {std::string(to_string(rule->severity))},
                    {std::string(rule->summary)}});
  }
  return join(in_columns(rows, colour), "\n") + "\n";
}

Json rule_json(const check::Rule& rule) {
  return {{"name", rule.name},
          {"code", rule.code},
          {"family", to_string(rule.family)},
          {"severity", to_string(rule.severity)},
          {"summary", rule.summary},
          {"document", rule.document},
          {"bad", rule.bad},
          {"good", rule.good}};
}

Result<Exit> explain_rules(os::World&, Terminal& terminal, const Arguments& arguments) {
  std::vector<const check::Rule*> wanted;
  for (const std::string& word : arguments.positionals()) {
    const check::Rule* rule = check::rule_named(word);
    if (rule == nullptr) return fail(ErrorKind::invalid, check::no_such_rule(one_line(word)));
    wanted.push_back(rule);
  }
  if (arguments.json()) {
    if (wanted.empty()) wanted.assign(check::all_rules().begin(), check::all_rules().end());
    Json rules = Json::array();
    for (const check::Rule* rule : wanted) rules.push_back(rule_json(*rule));
    terminal.out(to_page({{"rules", std::move(rules)}}));
  } else if (wanted.empty()) {
    terminal.out(list_of_rules(out_colour(terminal)));
  } else {
    std::vector<std::string> pages;
    for (const check::Rule* rule : wanted) pages.push_back(rule_page(*rule));
    terminal.out(join(pages, "\n"));
  }
  return Exit::fine;
}

}  // namespace

constexpr Command commands::explain_command = {
    .name = "explain",
    .summary = "says what a rule of `check` looks at, and why",
    .description =
        "Prints what a rule checks and how, why it matters and what it leaves alone, with an "
        "example; without RULE, a line for each rule.",
    .example = "$ recipe explain commit-missing",
    .positionals = explain_positionals,
    .options = {},
    .run = explain_rules,
};

}  // namespace recipe::cli
