#include "run/problems.h"

#include "code/checkout.h"
#include "document/variable_name.h"

namespace recipe::run {
namespace {

void problem(Plan& plan, std::string rule, Span place, std::string message) {
  plan.problems.push_back(
      {std::move(rule), Severity::error, place, std::move(message), std::nullopt});
}

void refuse_placeholders(Plan& plan, const std::vector<document::CommandBlock>& blocks) {
  for (const document::CommandBlock& block : blocks) {
    if (block.purpose != document::Purpose::run && block.purpose != document::Purpose::build) {
      continue;
    }
    for (const At<std::string>& placeholder : block.placeholders) {
      problem(plan, "placeholder-in-command", placeholder.span,
              "`" + placeholder.value +
                  "` is a placeholder: write a command that runs as it stands, with variables such "
                  "as $RECIPE_DATA for folders");
    }
  }
}

void check_source(Plan& plan, const PlannedSource& source) {
  if (document::variable_name(source.variable) != source.variable) {
    problem(plan, "variable-not-allowed", source.place,
            "$" + source.variable +
                " has a meaning of its own and cannot hold the folder of a checkout: name another "
                "variable");
  }
  if (source.repository.empty()) return;
  if (!code::is_fetchable_repository(source.repository)) {
    problem(plan, "repository-not-fetchable", source.place,
            "`" + source.written +
                "` is no repository that may be fetched: use https, ssh, git, file or a path");
  }
  if (source.commit.empty()) {
    problem(
        plan, "commit-missing", source.place,
        source.written + " is named without a commit: add `Commit:` with 40 hexadecimal digits");
  }
}

void check_commit(Plan& plan, const PlannedStage& planned) {
  if (planned.sources.empty() ||
      (planned.sources.front().repository.empty() && planned.sources.front().commit.empty())) {
    problem(plan, "commit-missing", planned.place,
            std::string(to_string(planned.stage)) +
                " names no commit: add `Commit:` (`recipe new --pin` writes HEAD), or run with "
                "--worktree");
    return;
  }
  if (plan.repository) return;
  for (const PlannedSource& source : planned.sources) {
    if (!source.repository.empty()) continue;
    problem(plan, "no-repository", source.place,
            plan.folder + " is in no git repository, so commit " + source.commit +
                " cannot be checked out: clone the repository, or run with --worktree");
  }
}

}  // namespace

void find_problems(Plan& plan, const PlannedStage& planned) {
  if (planned.stage == document::Stage::environment) {
    return refuse_placeholders(plan, plan.recipe->environment.blocks);
  }
  const auto found = plan.recipe->code.find(planned.stage);
  if (found == plan.recipe->code.end()) return;
  const bool needed =
      planned.stage == document::Stage::processing || planned.stage == document::Stage::training;
  if (found->second.unfilled && !needed) return;
  refuse_placeholders(plan, found->second.blocks);
  if (found->second.folder && !os::stays_inside(planned.folder)) {
    problem(plan, "folder-outside-checkout", found->second.folder->span,
            "`Folder: " + found->second.folder->value + "` leads out of the checkout");
  }
  for (const PlannedSource& source : planned.sources) check_source(plan, source);
  if (!plan.options.worktree) check_commit(plan, planned);
}

}  // namespace recipe::run
