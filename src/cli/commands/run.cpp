#include "author/update.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/data_option.h"
#include "cli/evidence_files.h"
#include "cli/find_recipe.h"
#include "cli/judging.h"
#include "cli/layout.h"
#include "cli/progress.h"
#include "cli/verdict_report.h"
#include "cli/version.h"
#include "run/consent.h"
#include "run/repeats.h"
#include "run/script.h"

namespace recipe::cli {
namespace {

constexpr Positional run_positionals[] = {
    {"PATH", "The recipe, or the folder that it is in; without it, the one found here."}};

constexpr Option run_options[] = {
    {"--stage", "STAGE", "Carry out only this stage and what it needs.",
     "raw-data|environment|processing|training|evaluation|serialization|inference"},
    {"--profile", "PROFILE", "Take the values of this profile, such as `smoke`."},
    {"--data", "NAME=DIR",
     "Take this folder for the data NAME, which is raw, processed, model or pretrained. Digests "
     "that the recipe states are checked all the same.",
     "", /*repeatable=*/true},
    {"--from", "WHAT",
     "Start from the processed data or the trained model that the recipe links to.",
     "processed|model"},
    {"--worktree", "", "Use the files as they are, in place of checkouts of the commits."},
    {"--print", "", "Show what would become of each stage, as a shell script; run nothing."},
    {"--runs", "N",
     "Carry the recipe out N times, with the seeds from the recipe's on. What does not depend on "
     "the "
     "seed is done once, runs that are recorded already are not repeated, and the verdict takes "
     "all."},
    {"--jobs", "N", "Carry out so many of these runs at a time; 1 without it."},
    {"--yes", "", "Agree to the recipe's commands, which run with your rights."},
    {"--update", "",
     "After a run to the end, write what it observed beside the recipe: facts to NAME.lock, curves "
     "to NAME.dynamics.csv."},
};

Result<run::Options> options_from(const Arguments& arguments) {
  run::Options options;
  options.profile = arguments.value("--profile").value_or("");
  if (const auto stage = arguments.value("--stage")) options.stage = document::stage_named(*stage);
  if (arguments.value("--from") == "processed") options.from = run::From::processed;
  if (arguments.value("--from") == "model") options.from = run::From::model;
  options.worktree = arguments.has("--worktree");
  TRY_ASSIGN(options.data, data_from(arguments));
  return options;
}

/// A number of runs or jobs: whole, at least 1.
Result<std::size_t> count_from(const Arguments& arguments, std::string_view option) {
  const auto text = arguments.value(option);
  if (!text) return std::size_t{1};
  constexpr double most = 10'000;
  const auto number = parse_double(*text);
  if (!number || *number < 1 || *number > most || *number != static_cast<std::size_t>(*number)) {
    return fail(ErrorKind::invalid,
                std::string(option) + " " + *text + ": write a whole number from 1 to 10000");
  }
  return static_cast<std::size_t>(*number);
}

Result<run::Repeats> repeats_from(const Arguments& arguments) {
  run::Repeats repeats;
  TRY_ASSIGN(repeats.runs, count_from(arguments, "--runs"));
  TRY_ASSIGN(repeats.jobs, count_from(arguments, "--jobs"));
  return repeats;
}

void print_plan(Terminal& terminal, Format format, const run::Plan& plan) {
  const std::string script = run::as_shell_script(plan);
  if (format == Format::text) {
    terminal.out(script);
    return;
  }
  Json stages = Json::array();
  for (const run::PlannedStage& planned : plan.stages) {
    stages.push_back({{"name", to_string(planned.stage)},
                      {"fate", to_string(planned.fate)},
                      {"reason", planned.reason}});
  }
  terminal.out(to_page(
      {{"recipe", plan.recipe->source.path()}, {"stages", std::move(stages)}, {"script", script}}));
}

/// False where the run stops before a stage that a person must do, with no command run until then.
bool reaches_commands(const run::Plan& plan) {
  for (const run::PlannedStage& planned : plan.stages) {
    if (planned.fate == run::Fate::manual) return false;
    const bool commands = !planned.build.empty() || !planned.script.empty();
    if (planned.fate == run::Fate::runs && commands) return true;
  }
  return false;
}

enum class Agreement { given, refused };

/// Shows the commands and asks, unless this user has agreed to them before.
Result<Agreement> ask_for_consent(os::World& world, Terminal& terminal, const run::Plan& plan,
                                  const Arguments& arguments) {
  if (!reaches_commands(plan)) return Agreement::given;
  const auto known = run::has_consent(world, plan);
  if (known && *known) return Agreement::given;
  if (!arguments.has("--yes")) {
    terminal.err("You have not run these commands of " + one_line(plan.recipe->source.path()) +
                 " before:\n\n" + run::commands_of(plan) + "\n");
    const auto answer = terminal.ask("They run with your rights. Run them? [y/N] ");
    if (world.environment.interrupted()) return fail(ErrorKind::interrupted, "nothing was started");
    if (!answer) {
      return fail(ErrorKind::invalid,
                  "nothing was started: there is no terminal to ask on; pass --yes to agree to "
                  "these commands");
    }
    const std::string said = lower(trim(*answer));
    if (said != "y" && said != "yes") return Agreement::refused;
  }
  if (const auto kept = run::keep_consent(world, plan); !kept) {
    terminal.err("note: your answer could not be kept: " + one_line(kept.error().to_string()) +
                 "\n");
  }
  return Agreement::given;
}

/// What `--update` cannot add to is told before the work is done, not after.
Result<> check_evidence(os::World& world, const EvidenceFiles& files) {
  TRY_ASSIGN(const author::Evidence before, read_evidence(world, files));
  if (auto same = author::with_runs(before, {}); !same) return fail(same.error(), files.lock);
  return {};
}

Result<> update_evidence(os::World& world, Terminal& terminal, const EvidenceFiles& files,
                         const std::vector<record::Record>& records) {
  for (const record::Record& record : records) {
    if (record.state == record::State::ran) continue;
    terminal.err("note: --update writes nothing, since the run did not reach its end\n");
    return {};
  }
  TRY_ASSIGN(const author::Evidence before, read_evidence(world, files));
  auto after = author::with_runs(before, records);
  if (!after) return fail(after.error(), files.lock);
  TRY_ASSIGN(const auto written, write_evidence(world, files, before, *after));
  for (const std::string& path : written) terminal.err("wrote " + one_line(path) + "\n");
  return {};
}

Exit exit_of_state(record::State state) {
  switch (state) {
    case record::State::failed:
      return Exit::failed;
    case record::State::interrupted:
      return Exit::interrupted;
    case record::State::manual:
      return Exit::undecided;
    default:
      return Exit::fine;
  }
}

/// What stopped a run before its end, and what to do; empty if nothing did.
std::string why_stopped(const record::Record& record) {
  if (record.stages.empty()) return "";
  const record::StageRecord& last = record.stages.back();
  switch (record.state) {
    case record::State::manual:
      return "The run stops before " + last.stage + ", which a person must do: " + last.reason +
             ".";
    case record::State::interrupted:
      return "Interrupted in " + last.stage +
             ". Stages that have ended are kept: the same command goes on from there.";
    case record::State::failed:
      return "The stage " + last.stage + " failed: " + last.reason + ".";
    default:
      return "";
  }
}

Result<std::vector<record::Record>> carry_out(os::World& world, Terminal& terminal,
                                              const run::Plan& plan, const run::Repeats& repeats) {
  std::mutex speaking;
  const auto observer = [&](std::size_t number) {
    const std::string seed = std::to_string(plan.hyperparameters.seed + number - 1);
    const std::string of = std::to_string(number) + " of " + std::to_string(repeats.runs);
    if (repeats.jobs > 1 && repeats.runs > 1) {
      return labelled_progress_on(terminal, world.clock, speaking, "[seed " + seed + "] ");
    }
    if (repeats.runs > 1) terminal.err("run " + of + ", seed " + seed + "\n");
    return progress_on(terminal, world.clock);
  };
  return run::carry_out_all(world, plan, program_name(), repeats, observer);
}

Result<Exit> run_recipe(os::World& world, Terminal& terminal, const Arguments& arguments) {
  const auto& words = arguments.positionals();
  const Format format = arguments.json() ? Format::json : Format::text;
  TRY_ASSIGN(const run::Options options, options_from(arguments));
  TRY_ASSIGN(const run::Repeats repeats, repeats_from(arguments));
  TRY_ASSIGN(const document::Recipe recipe,
             open_recipe(world, terminal, words.empty() ? "" : words.front()));
  TRY(check_profile_of(recipe, options.profile));
  TRY_ASSIGN(const run::Plan plan, run::make_plan(world, recipe, recipe.source.path(), options));
  print_diagnostics(terminal, plan.problems, recipe.source);
  if (arguments.has("--print") && plan.problems.empty()) {
    print_plan(terminal, format, plan);
    return Exit::fine;
  }
  if (const std::size_t errors = unreadable(recipe) + plan.problems.size(); errors > 0) {
    return fail(ErrorKind::invalid,
                "nothing was started: " + counted(errors, "error") + " in " + recipe.source.path());
  }
  const EvidenceFiles evidence = evidence_files(recipe.source.path());
  if (arguments.has("--update")) TRY(check_evidence(world, evidence));
  TRY_ASSIGN(const Agreement agreement, ask_for_consent(world, terminal, plan, arguments));
  if (agreement == Agreement::refused) {
    return fail(ErrorKind::invalid, "nothing was started, since you did not agree");
  }
  TRY_ASSIGN(const std::vector<record::Record> records, carry_out(world, terminal, plan, repeats));
  const record::Record& record = records.back();
  if (const std::string why = why_stopped(record); !why.empty()) {
    terminal.err("\n" + one_line(why) + "\n");
  }
  const bool print = record.state != record::State::interrupted || format == Format::json;
  // Judged by the lock as the recipe's author left it, so before it is updated.
  TRY_ASSIGN(const Judged judged,
             judge_recorded(world, terminal, recipe, options.profile, verify::Lead::newest));
  if (print && format == Format::text) terminal.out("\n");
  if (print)
    print_verdict(terminal, format, {recipe, options.profile, judged.runs, judged.verdict});
  if (arguments.has("--update")) TRY(update_evidence(world, terminal, evidence, records));
  return worst(exit_of_state(record.state), exit_of(judged.verdict.outcome));
}

}  // namespace

constexpr Command commands::run_command = {
    .name = "run",
    .summary = "carries out a recipe and gives the verdict",
    .description =
        "Carries out the stages of a recipe in order: raw data, environment, processing, training, "
        "evaluation, serialization, inference. Each starts in a checkout of the commit that its "
        "section names. A stage is done again only if something that it depends on has changed. "
        "Then every claim of the recipe is judged by what was measured.\n"
        "\n"
        "The first run of commands that you have not run before shows them and asks, since they "
        "run "
        "with your rights; without a terminal, pass --yes.\n"
        "\n"
        "Progress is shown on standard error, the verdict on standard output. Checkouts, results "
        "and records are kept in `.recipe` beside the recipe, which can be deleted at any time.\n"
        "\n"
        "The exit code is 0 if the verdict is `holds`; 1 if a claim or a stage fails; 2 if the "
        "recipe cannot be run as it is; 3 if the world refused, such as a full disk; 4 if the "
        "verdict is `undecided`; 130 if it was interrupted.",
    .example =
        "$ recipe run --print recipe.md\n"
        "$ recipe run --profile smoke recipe.md\n"
        "$ recipe run --data raw=/data/images recipe.md",
    .positionals = run_positionals,
    .options = run_options,
    .run = run_recipe,
};

}  // namespace recipe::cli
