#include <algorithm>

#include "base/text.h"
#include "code/repository.h"
#include "run/recording.h"

namespace recipe::run {
namespace {

constexpr std::size_t most_changed = 1000;
constexpr std::size_t longest_listing = std::size_t{64} << 20;

/// "a/b" below root "/r" of "/r/a/b"; none outside.
std::optional<std::string> from_root(const std::string& root, const std::string& path) {
  if (path == root) return "";
  if (!path.starts_with(root + "/")) return std::nullopt;
  return path.substr(root.size() + 1);
}

Result<std::string> git_answer(os::World& world, const std::string& root,
                               std::vector<std::string> words) {
  os::Command command;
  command.arguments = {"git", "-C", root};
  command.arguments.insert(command.arguments.end(), words.begin(), words.end());
  TRY_ASSIGN(const os::Captured captured,
             world.processes.capture(command, std::chrono::minutes(2), longest_listing));
  if (!captured.exit.succeeded()) return fail(ErrorKind::io, std::string(trim(captured.err)));
  return captured.out;
}

/// The recipe, its lock, its curves and its figures are written beside the code, not by it.
bool is_evidence(const std::string& path, const std::string& recipe) {
  const std::string stem = recipe.substr(0, recipe.rfind('.'));
  return path == recipe || path.starts_with(stem + ".");
}

}  // namespace

Result<CodeState> look_at_code(os::World& world, const std::string& recipe) {
  CodeState state;
  TRY_ASSIGN(const std::string here, world.files.real_path(world.environment.working_directory()));
  TRY_ASSIGN(const auto repository, code::find_repository(here));
  if (!repository) return state;
  TRY_ASSIGN(state.root, world.files.real_path(repository->root));
  state.commit = repository->head;
  state.origin = repository->origin;
  state.folder = from_root(state.root, here).value_or("");
  const std::string absolute = os::lexically_normal(os::join_path(here, recipe));
  const std::string own = from_root(state.root, absolute).value_or("");
  TRY_ASSIGN(state.changed, code::changed_files(state.root, most_changed));
  std::erase_if(state.changed, [&](const std::string& path) { return is_evidence(path, own); });
  TRY_ASSIGN(const std::string listing, git_answer(world, state.root, {"ls-files", "-z"}));
  for (const std::string_view path : split(listing, '\0')) {
    if (!path.empty()) state.tracked.emplace_back(path);
  }
  if (!state.commit.empty()) {
    const auto branches =
        git_answer(world, state.root, {"branch", "-r", "--contains", state.commit});
    state.on_a_remote = branches && !trim(*branches).empty();
  }
  return state;
}

}  // namespace recipe::run
