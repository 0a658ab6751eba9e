#include "code/repository.h"

#include "code/git.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
/// libgit2 1.5 does not free what a regular expression that did not match has used.
extern "C" const char* __lsan_default_suppressions();
const char* __lsan_default_suppressions() { return "leak:libpcre2\n"; }
extern "C" const char* __lsan_default_options();
const char* __lsan_default_options() { return "print_suppressions=0"; }
#endif

namespace recipe::code {
Result<std::optional<Repository>> find_repository(const std::string& folder) {
  TRY_ASSIGN(const RepositoryHandle handle, open_git(folder));
  if (!handle || git_repository_workdir(handle.get()) == nullptr) {
    return std::optional<Repository>();
  }
  Repository found;
  found.root = git_repository_workdir(handle.get());
  while (found.root.size() > 1 && found.root.back() == '/') found.root.pop_back();
  git_oid id;
  if (git_reference_name_to_id(&id, handle.get(), "HEAD") == 0) found.head = hex(id);
  // Not git_remote_lookup: libgit2 1.5 built with PCRE2 leaks memory there.
  git_config* raw = nullptr;
  if (git_repository_config_snapshot(&raw, handle.get()) == 0) {
    const ConfigHandle config(raw);
    const char* url = nullptr;
    if (git_config_get_string(&url, config.get(), "remote.origin.url") == 0) found.origin = url;
  }
  return std::optional(found);
}

Result<std::vector<std::string>> changed_files(const std::string& root, std::size_t most) {
  TRY_ASSIGN(const RepositoryHandle handle, open_git(root));
  if (!handle) return fail(ErrorKind::not_found, root + ": no git repository");
  git_status_options options;
  git_status_options_init(&options, GIT_STATUS_OPTIONS_VERSION);
  options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
  options.flags = GIT_STATUS_OPT_EXCLUDE_SUBMODULES;
  git_status_list* raw = nullptr;
  if (git_status_list_new(&raw, handle.get(), &options) != 0) {
    return fail(ErrorKind::io, root + ": " + last_git_message());
  }
  const StatusHandle list(raw);
  std::vector<std::string> files;
  const std::size_t count = git_status_list_entrycount(list.get());
  for (std::size_t i = 0; i < count && files.size() < most; ++i) {
    const git_status_entry* entry = git_status_byindex(list.get(), i);
    const git_diff_delta* delta =
        entry->index_to_workdir != nullptr ? entry->index_to_workdir : entry->head_to_index;
    if (delta != nullptr) files.emplace_back(delta->old_file.path);
  }
  return files;
}

std::string library_version() {
  int major = 0;
  int minor = 0;
  int revision = 0;
  git_libgit2_version(&major, &minor, &revision);
  return "libgit2 " + std::to_string(major) + "." + std::to_string(minor) + "." +
         std::to_string(revision);
}

}  // namespace recipe::code
