#include "cli/folder_facts.h"

namespace recipe::cli {

std::string FolderTree::on_disk(std::string_view path) const {
  return path.empty() ? root_ : os::join_path(root_, path);
}

std::optional<code::Entry> FolderTree::find(std::string_view path) const {
  const auto status = world_.files.status(on_disk(path), os::Follow::yes);
  if (!status || !*status) return std::nullopt;
  const bool folder = (*status)->kind == os::FileKind::directory;
  return code::Entry{folder ? code::EntryKind::folder : code::EntryKind::file, std::string(path)};
}

std::vector<std::string> FolderTree::names_in(std::string_view folder) const {
  std::vector<std::string> names;
  const auto entries = world_.files.list(on_disk(folder));
  if (!entries) return names;
  for (const os::DirectoryEntry& entry : *entries) names.push_back(entry.name);
  return names;
}

const std::vector<std::string>& FolderTree::named(std::string_view name) const {
  return named_[std::string(name)];
}

Result<std::shared_ptr<const std::string>> FolderTree::read(std::string_view path) const {
  TRY_ASSIGN(std::string bytes, world_.files.read(on_disk(path), code::max_file_bytes));
  return std::make_shared<const std::string>(std::move(bytes));
}

}  // namespace recipe::cli
