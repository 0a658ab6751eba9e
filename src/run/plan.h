#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "code/repository.h"
#include "document/recipe.h"
#include "os/world.h"
#include "run/hyperparameters.h"
#include "run/options.h"

namespace recipe::run {

/// What becomes of a stage.
enum class Fate {
  runs,            ///< its commands run, or its files are copied
  given,           ///< the reader passes it, or the recipe links to it
  from_training,   ///< no commands of its own: training writes its metrics
  not_applicable,  ///< the recipe says so
  nothing,         ///< the recipe asks for nothing, or nothing needs it
  manual,          ///< a person must do it: the run stops before it
};
/// "runs", "given", "taken from training", "not applicable", "nothing to do", "manual"
std::string_view to_string(Fate fate);

/// A repository at a commit, as a stage needs it.
struct PlannedSource {
  std::string repository;  ///< absolute path or URL; empty: the recipe's own
  std::string written;     ///< as the recipe writes it
  std::string commit;      ///< empty: none is pinned
  std::string variable;
  Span place;
};

struct PlannedStage {
  document::Stage stage = document::Stage::raw_data;
  Fate fate = Fate::nothing;
  std::string reason;  ///< one line, without a full stop
  Span place;          ///< what the reason is about
  std::vector<PlannedSource>
      sources;             ///< commands start in the first; empty: the files as they are
  std::string folder;      ///< where in it, relative to its root; "." for the root
  std::string build;       ///< `sh build` blocks
  std::string script;      ///< the other blocks that run
  std::string given;       ///< folder, with Fate::given
  bool resumable = false;  ///< a stopped stage goes on in the folder that it left
  bool fetched = false;  ///< with Fate::given: the recipe's link is fetched into that folder first
};

/// What would happen. Making a plan changes nothing.
struct Plan {
  const document::Recipe* recipe = nullptr;  ///< outlives the plan
  Options options;
  std::string folder;     ///< absolute, of the recipe
  std::string file_name;  ///< of the recipe, "recipe.md"
  std::optional<code::Repository> repository;
  std::string folder_in_repository;  ///< "examples/digits"; "." at its root
  Hyperparameters hyperparameters;
  std::string pretrained;  ///< folder or file, empty without one
  bool pretrained_is_fetched = false;
  std::vector<PlannedStage> stages;  ///< in order, all of them
  std::vector<Diagnostic> problems;  ///< of level error: nothing may start
  std::vector<std::string> notes;

  const PlannedStage& stage(document::Stage stage) const;
  /// `recipe` without its ending: "recipe" for recipe.md.
  std::string stem() const;
};

/// `path` is the recipe's file. Errors are the user's: an unknown profile, a --data folder that is
/// not there.
Result<Plan> make_plan(os::World& world, const document::Recipe& recipe, const std::string& path,
                       const Options& options);

}  // namespace recipe::run
