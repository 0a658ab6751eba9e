#include "run/sources.h"

#include "base/text.h"
#include "code/checkout.h"

namespace recipe::run {
namespace {

/// The root of what the recipe itself lies in.
std::string own_root(const Plan& plan) {
  return plan.repository ? plan.repository->root : plan.folder;
}

}  // namespace

bool uses_files_as_they_are(const Plan& plan, const PlannedSource& source) {
  return source.repository.empty() && (plan.options.worktree || source.commit.empty());
}

std::string source_folder(const Context& run, const PlannedSource& source) {
  if (uses_files_as_they_are(run.plan, source)) return own_root(run.plan);
  return run.workspace.checkout(source, own_root(run.plan));
}

std::string start_folder(const Context& run, const PlannedStage& planned) {
  const std::string root =
      planned.sources.empty() ? own_root(run.plan) : source_folder(run, planned.sources.front());
  return planned.folder == "." ? root : root + "/" + planned.folder;
}

Result<> check_out_source(Context& run, const PlannedSource& source) {
  const bool own = source.repository.empty();
  code::CheckoutRequest request;
  request.repository = own ? run.plan.repository->root : source.repository;
  request.commit = source.commit;
  request.folder = source_folder(run, source);
  if (own) request.origin = run.plan.repository->origin;
  request.waits = [&] {
    run.observer.doing("waiting for another run that makes the same checkout");
  };
  auto done = code::check_out(run.world, request);
  if (!done) return fail(done.error(), run.plan.recipe->source.place(source.place));
  return {};
}

Result<> check_out_sources(Context& run, const PlannedStage& planned, record::StageRecord& stage) {
  for (const PlannedSource& source : planned.sources) {
    const bool worktree = uses_files_as_they_are(run.plan, source);
    stage.sources.push_back(
        {source.written, worktree ? "" : source.commit, source.variable, worktree, {}});
    if (!worktree) TRY(check_out_source(run, source));
  }
  if (planned.sources.empty()) stage.sources.push_back({"", "", "", true, {}});
  return {};
}

Result<> note_changed_sources(Context& run, const PlannedStage& planned,
                              record::StageRecord& stage) {
  for (std::size_t i = 0; i < planned.sources.size(); ++i) {
    record::Source& source = stage.sources[i];
    if (source.worktree) continue;
    TRY_ASSIGN(source.changed, code::changed_files(source_folder(run, planned.sources[i])));
    if (source.changed.empty()) continue;
    run.note("the commands of " + stage.stage +
             " changed tracked files of their checkout: " + join(source.changed, ", "));
  }
  return {};
}

}  // namespace recipe::run
