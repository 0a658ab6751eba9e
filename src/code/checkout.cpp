#include "code/checkout.h"

#include "base/text.h"
#include "code/repository.h"

namespace recipe::code {
namespace {

/// git on behalf of a document: no prompts, no transport but the plain ones, no other repository's
/// settings from the caller's environment.
os::Command git(std::vector<std::string> arguments, const std::string& directory) {
  os::Command command;
  command.arguments = {"git"};
  command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
  command.directory = directory;
  command.environment = {{"GIT_TERMINAL_PROMPT", "0"},
                         {"GIT_ALLOW_PROTOCOL", "file:https:http:ssh:git"},
                         {"GIT_DIR", std::nullopt},
                         {"GIT_WORK_TREE", std::nullopt},
                         {"GIT_INDEX_FILE", std::nullopt},
                         {"GIT_OBJECT_DIRECTORY", std::nullopt},
                         {"GIT_ALTERNATE_OBJECT_DIRECTORIES", std::nullopt}};
  return command;
}

constexpr auto patience = std::chrono::hours(2);

/// The last line that git said, which names the reason.
std::string reason_of(const os::Captured& captured) {
  std::string last = "git exited with code " + std::to_string(captured.exit.code);
  for (const std::string_view line : lines(captured.err)) {
    if (!trim(line).empty()) last = std::string(trim(line));
  }
  return printable(last);
}

Result<os::Captured> tried(os::World& world, std::vector<std::string> arguments,
                           const std::string& directory) {
  return world.processes.capture(git(std::move(arguments), directory), patience);
}

Result<> done(os::World& world, std::vector<std::string> arguments, const std::string& directory) {
  TRY_ASSIGN(const os::Captured captured, tried(world, std::move(arguments), directory));
  if (!captured.exit.succeeded()) return fail(ErrorKind::io, reason_of(captured));
  return {};
}

Result<bool> holds_commit(os::World& world, const std::string& folder, const std::string& commit) {
  TRY_ASSIGN(const os::Captured captured,
             tried(world, {"cat-file", "-e", commit + "^{commit}"}, folder));
  return captured.exit.succeeded();
}

/// Only this commit where the server allows that, else everything it has.
Result<std::string> fetch_commit(os::World& world, const std::string& from,
                                 const std::string& commit, const std::string& folder) {
  TRY_ASSIGN(const os::Captured one,
             tried(world, {"fetch", "--quiet", "--depth", "1", "--", from, commit}, folder));
  if (one.exit.succeeded()) return std::string();
  TRY_ASSIGN(const os::Captured all,
             tried(world, {"fetch", "--quiet", "--tags", "--", from, "+refs/heads/*:refs/origin/*"},
                   folder));
  return all.exit.succeeded() ? std::string() : reason_of(all);
}

Result<> fill(os::World& world, const CheckoutRequest& request, const std::string& folder) {
  std::string reason;
  if (is_local_repository(request.repository)) {
    TRY_ASSIGN(
        const os::Captured cloned,
        tried(world, {"clone", "--quiet", "--no-checkout", "--", request.repository, folder}, ""));
    if (!cloned.exit.succeeded()) {
      return fail(ErrorKind::not_found,
                  "cannot clone " + request.repository + ": " + reason_of(cloned));
    }
    TRY_ASSIGN(const bool there, holds_commit(world, folder, request.commit));
    if (!there && !request.origin.empty()) {
      if (!is_fetchable_repository(request.origin)) {
        reason = request.origin + " is no address to fetch from";
      } else {
        TRY_ASSIGN(reason, fetch_commit(world, request.origin, request.commit, folder));
      }
    }
  } else {
    TRY(done(world, {"init", "--quiet", "--", folder}, ""));
    TRY_ASSIGN(reason, fetch_commit(world, request.repository, request.commit, folder));
  }
  TRY_ASSIGN(const bool there, holds_commit(world, folder, request.commit));
  if (there) return {};
  std::string message = "commit " + request.commit + " is not in " + request.repository;
  if (!request.origin.empty()) message += ", and " + request.origin + " does not serve it";
  if (!reason.empty()) message += " (" + reason + ")";
  return fail(ErrorKind::not_found, message +
                                        "; push it, correct the recipe's commit, or run with "
                                        "--worktree to use the files as they are");
}

/// True if there is nothing for git to do, which takes a process less to find out.
bool is_as_committed(os::World& world, const CheckoutRequest& request) {
  const auto modules = world.files.status(request.folder + "/.gitmodules", os::Follow::no);
  if (!modules || *modules) return false;
  const auto repository = find_repository(request.folder);
  const auto root = world.files.real_path(request.folder);
  if (!repository || !*repository || !root || (*repository)->root != *root) return false;
  if ((*repository)->head != request.commit) return false;
  const auto changed = changed_files(request.folder, 1);
  return changed && changed->empty();
}

}  // namespace

bool is_local_repository(std::string_view text) {
  // `user@host:path` and `C:` have a colon before any slash, as addresses with a scheme do.
  const std::size_t colon = text.find(':');
  return text.starts_with("file://") || colon == std::string_view::npos || text.find('/') < colon;
}

bool is_fetchable_repository(std::string_view text) {
  if (text.empty() || text.front() == '-') return false;
  if (text.find("::") != std::string_view::npos) return false;
  for (const char c : text) {
    if (is_space(c) || static_cast<unsigned char>(c) < 0x20) return false;
  }
  for (const std::string_view scheme : {"https://", "http://", "ssh://", "git://", "file://"}) {
    if (text.starts_with(scheme)) return text.size() > scheme.size() && text[scheme.size()] != '-';
  }
  return text.find("://") == std::string_view::npos;
}

Result<> check_out(os::World& world, const CheckoutRequest& request) {
  if (!is_fetchable_repository(request.repository)) {
    return fail(ErrorKind::invalid, request.repository + " is no address of a repository");
  }
  TRY(world.files.make_directory(os::parent_path(request.folder)));
  TRY_ASSIGN(auto lock, world.files.lock(request.folder + ".lock", os::Wait::no));
  if (!lock) {
    request.waits();
    TRY_ASSIGN(lock, world.files.lock(request.folder + ".lock", os::Wait::yes));
  }
  TRY_ASSIGN(const auto there, world.files.status(request.folder + "/.git", os::Follow::yes));
  if (!there) {
    const std::string partial = request.folder + ".partial";
    TRY(world.files.remove(partial));
    TRY(world.files.remove(request.folder));
    TRY(fill(world, request, partial));
    TRY(world.files.rename(partial, request.folder));
  } else if (is_as_committed(world, request)) {
    return {};
  }
  if (auto result = done(world, {"checkout", "--quiet", "--force", "--detach", request.commit},
                         request.folder);
      !result) {
    return fail(result.error(), "checking out " + request.commit);
  }
  TRY_ASSIGN(const auto modules,
             world.files.status(request.folder + "/.gitmodules", os::Follow::no));
  if (modules) {
    if (auto result = done(world, {"submodule", "--quiet", "update", "--init", "--recursive"},
                           request.folder);
        !result) {
      return fail(result.error(), "fetching submodules of " + request.repository);
    }
  }
  return {};
}

}  // namespace recipe::code
