#include <algorithm>

#include "base/text.h"
#include "check/unified_diff.h"
#include "cli/check_documents.h"
#include "cli/check_paint.h"
#include "cli/command.h"
#include "cli/layout.h"

namespace recipe::cli {
namespace {

constexpr Positional check_positionals[] = {
    {"PATH",
     "A document, or a folder; without it, the working directory. Of folders every document that "
     "describes a training is checked.",
     /*required=*/false, /*repeatable=*/true}};

constexpr Option check_options[] = {
    {"--format", "FORMAT", "How to report.", "text|json|sarif|github"},
    {"--verbose", "", "Tell the statements that could not be decided too, and why."},
    {"--select", "RULE",
     "Use only these rules: names, codes, beginnings of codes such as RC5, or families such as "
     "flags; with commas between several.",
     "", true},
    {"--ignore", "RULE", "Leave out these rules.", "", true},
    {"--fix", "", "Write the fixes that are safe into the documents."},
    {"--unsafe-fixes", "", "Write all fixes, also those that may not be what is meant."},
    {"--diff", "", "Show what the fixes would change, and write nothing."},
    {"--online", "", "Ask the network whether there is something at the documents' addresses."},
    {"--changed", "BASE",
     "Check only documents that have changed since this commit or branch, and those whose "
     "statements are about code that has."},
    {"--baseline", "FILE", "Do not tell the findings that this file knows."},
    {"--write-baseline", "",
     "Write all findings into the baseline, so that only new ones are told."},
    {"--repository", "DIR", "Judge by this repository instead of the one each document lies in."},
    {"--beside", "DIR", "Another repository at hand, to which documents may link.", "", true},
};

/// "a, b" given by one option or several.
Result<std::vector<const check::Rule*>> rules_of(const Arguments& arguments,
                                                 std::string_view option) {
  std::vector<const check::Rule*> rules;
  for (const std::string& value : arguments.values(option)) {
    for (const std::string_view word : split(value, ',')) {
      const auto meant = check::rules_meant(trim(word));
      if (meant.empty()) {
        return fail(ErrorKind::invalid,
                    std::string(option) + ": " + check::no_such_rule(trim(word)));
      }
      rules.insert(rules.end(), meant.begin(), meant.end());
    }
  }
  return rules;
}

bool is_among(const check::Rule* rule, const std::vector<const check::Rule*>& rules) {
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

Result<CheckRequest> request_of(const Arguments& arguments) {
  CheckRequest request;
  request.paths = arguments.positionals();
  TRY_ASSIGN(const auto selected, rules_of(arguments, "--select"));
  TRY_ASSIGN(const auto ignored, rules_of(arguments, "--ignore"));
  for (const check::Rule* rule : check::all_rules()) {
    const bool wanted = selected.empty() || is_among(rule, selected);
    if (wanted && !is_among(rule, ignored)) request.rules.push_back(rule);
  }
  request.repository = arguments.value("--repository").value_or("");
  request.beside = arguments.values("--beside");
  request.changed = arguments.value("--changed").value_or("");
  request.baseline = arguments.value("--baseline").value_or("");
  request.online = arguments.has("--online");
  if (arguments.has("--write-baseline")) request.baseline_use = BaselineUse::write;
  if (arguments.has("--unsafe-fixes")) {
    request.fixes = check::FixesWanted::all;
  } else if (arguments.has("--fix") || arguments.has("--diff")) {
    request.fixes = check::FixesWanted::safe;
  }
  if (request.fixes != check::FixesWanted::none && arguments.has("--write-baseline")) {
    return fail(ErrorKind::invalid, "--write-baseline does not go with fixes: fix first");
  }
  return request;
}

Exit exit_of_check(const CheckAnswer& answer) {
  Exit exit = answer.exit;
  const check::Counts counts = answer.outcome.counts();
  const bool none_decided = counts.undecided > 0 && counts.held + counts.untrue == 0;
  if (none_decided) exit = worst(exit, Exit::undecided);
  if (answer.outcome.count(Severity::error) > 0) exit = worst(exit, Exit::failed);
  return exit;
}

Result<> write_documents(os::World& world, const CheckAnswer& answer) {
  for (const ChangedDocument& document : answer.changed) {
    if (document.real.empty()) {
      return fail(ErrorKind::invalid, document.path + " is not on disk: it cannot be fixed");
    }
    // Through a link, so that it stays one.
    TRY_ASSIGN(const std::string file, world.files.real_path(document.real));
    TRY_ASSIGN(const std::string now, world.files.read(file, document.before.size() + 1));
    if (now != document.before) {
      return fail(ErrorKind::io, document.path + " has changed meanwhile; it was left as it is");
    }
    TRY(world.files.write(file, document.after));
  }
  return {};
}

void show_changes(Terminal& terminal, const CheckAnswer& answer) {
  for (const ChangedDocument& document : answer.changed) {
    const std::string diff =
        check::unified_diff(document.repository_path, document.before, document.after);
    // A file keeps its bytes; on a terminal they must not steer it.
    terminal.out(terminal.out_is_live() ? printable(diff) : diff);
  }
  terminal.err(answer.changed.empty()
                   ? "nothing to fix\n"
                   : counted(answer.outcome.fixed, "finding") + " would be fixed in " +
                         counted(answer.changed.size(), "document") + "\n");
}

Result<> write_baselines(os::World& world, Terminal& terminal, const CheckAnswer& answer) {
  if (answer.baselines.empty() && !answer.outcome.documents.empty()) {
    return fail(ErrorKind::invalid,
                "--write-baseline: where to? Give --baseline FILE, or `baseline` in recipe.toml");
  }
  for (const FreshBaseline& fresh : answer.baselines) {
    TRY(world.files.write(fresh.path, fresh.baseline.to_text()));
    terminal.err("Wrote " + counted(fresh.baseline.size(), "finding") + " to " +
                 one_line(fresh.path) + "\n");
  }
  return {};
}

Result<Exit> check_paths(os::World& world, Terminal& terminal, const Arguments& arguments) {
  TRY_ASSIGN(const CheckRequest request, request_of(arguments));
  TRY_ASSIGN(CheckAnswer answer, check_documents(world, request));
  if (answer.outcome.documents.empty() && answer.outcome.unchecked.empty() &&
      answer.outcome.unaffected == 0) {
    if (answer.outcome.left_alone == 0 || request.paths.empty()) {
      return fail(ErrorKind::invalid,
                  "no document here describes a training: name the one to check");
    }
  }
  for (const std::string& note : answer.notes) terminal.err("note: " + one_line(note) + "\n");
  if (request.baseline_use == BaselineUse::write) {
    TRY(write_baselines(world, terminal, answer));
    return answer.exit;
  }
  if (arguments.has("--diff")) {
    show_changes(terminal, answer);
    return exit_of_check(answer);
  }
  TRY(write_documents(world, answer));
  check::Presentation how;
  how.verbose = arguments.has("--verbose");
  if (terminal.out_has_colour()) how.paint = paint_check;
  const check::Format* format = check::format_named(arguments.value("--format").value_or("text"));
  terminal.out(format->write(answer.outcome, how));
  return exit_of_check(answer);
}

}  // namespace

constexpr Command commands::check_command = {
    .name = "check",
    .summary = "says what in a document is untrue or cannot be used",
    .description =
        "Compares what documents say with the repository that they lie in: links, files, commands, "
        "flags, values, commits. Nothing is run and nothing is changed, unless fixes are asked "
        "for.\n"
        "\n"
        "Each statement that is looked at is true, untrue or undecided; only untrue ones are "
        "findings. `recipe explain RULE` says what a rule checks. A comment "
        "`<!-- recipe: allow RULE, REASON -->` allows what a rule finds in the next block, before "
        "a heading in that section; recipe.toml sets levels of rules for all documents or some.\n"
        "\n"
        "The exit code is 1 if a finding is an error, 4 if there are statements and not one could "
        "be "
        "decided, 3 if a document could not be checked.",
    .example =
        "$ recipe check\n"
        "$ recipe check --diff README.md\n"
        "$ recipe check --changed origin/main --format github",
    .positionals = check_positionals,
    .options = check_options,
    .run = check_paths,
};

}  // namespace recipe::cli
