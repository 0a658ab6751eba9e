#include "code/git.h"

namespace recipe::code {
namespace {

/// The library counts its users; this one lives until the program ends.
void start_library() {
  static const int started = git_libgit2_init();
  (void)started;
}

}  // namespace

std::string last_git_message() {
  const git_error* error = git_error_last();
  return error != nullptr && error->message != nullptr ? error->message : "unknown git error";
}

std::string hex(const git_oid& id) {
  std::string text(GIT_OID_HEXSZ + 1, '\0');
  git_oid_tostr(text.data(), text.size(), &id);
  text.pop_back();
  return text;
}

Result<RepositoryHandle> open_git(const std::string& path) {
  start_library();
  git_repository* raw = nullptr;
  const int error = git_repository_open_ext(&raw, path.c_str(), 0, nullptr);
  RepositoryHandle handle(raw);
  if (error == GIT_ENOTFOUND) return RepositoryHandle();
  if (error == GIT_EOWNER) {
    return fail(ErrorKind::denied,
                path +
                    ": the repository belongs to another user; if you trust it, run "
                    "`git config --global --add safe.directory '*'` or the folder instead of *");
  }
  if (error != 0) return fail(ErrorKind::io, path + ": " + last_git_message());
  return handle;
}

}  // namespace recipe::code
