#include "cli/settings_files.h"

#include "cli/repositories.h"
#include "facts/settings_file.h"

namespace recipe::cli {
namespace {

constexpr std::uint64_t largest_settings = std::uint64_t{1} << 20;

}  // namespace

Result<const SettingsFile*> SettingsFiles::in(const std::string& folder) {
  const auto [known, is_new] = files_.try_emplace(folder);
  if (!is_new) return known->second.get();
  const std::string path = os::join_path(folder, facts::settings_name);
  TRY_ASSIGN(const auto there, world_.files.status(path, os::Follow::yes));
  if (!there) return nullptr;
  TRY_ASSIGN(std::string bytes, world_.files.read(path, largest_settings));
  const std::string here = world_.environment.working_directory();
  const SourceText source(below(here, path).value_or(path), std::move(bytes));
  std::vector<Diagnostic> problems;
  known->second = std::make_unique<SettingsFile>(
      SettingsFile{facts::read_settings_file(source, problems), folder});
  for (const Diagnostic& problem : problems) mistakes_.push_back(to_string(problem, source));
  return known->second.get();
}

Result<const SettingsFile*> SettingsFiles::of(const std::string& folder, const std::string& root) {
  for (std::string at = folder;; at = os::parent_path(at)) {
    TRY_ASSIGN(const SettingsFile* found, in(at));
    if (found != nullptr || at == root || at == "/" || at == ".") return found;
  }
}

}  // namespace recipe::cli
