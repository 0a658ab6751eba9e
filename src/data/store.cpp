#include "data/store.h"

#include <set>

#include "data/digest_of.h"

namespace recipe::data {
namespace {

std::string name_of(const StoredFile& file) {
  // The mode belongs to the file, not to its name in a folder, so it is part of what is stored.
  return file.digest.hex() + (file.executable ? "-x" : "");
}

}  // namespace

std::string Store::object_of(const StoredFile& file) const {
  const std::string name = name_of(file);
  return root_ + "/objects/" + name.substr(0, 2) + "/" + name.substr(2);
}

/// Taken by this program alone, but for what an earlier one with its number left: that goes.
std::string Store::temporary_name(const std::string& beside) {
  return beside + ".new-" + std::to_string(world_.environment.process_id()) + "-" +
         std::to_string(count_++);
}

Result<std::optional<std::vector<StoredFile>>> Store::put(const std::string& folder) {
  std::optional<std::vector<StoredFile>> stored;
  TRY_ASSIGN(const auto entries, world_.files.list(folder));
  if (entries.empty()) return stored.emplace(), stored;
  TRY_ASSIGN(const Content content, digest_of(world_, folder));
  if (!content.skipped.empty()) return std::optional<std::vector<StoredFile>>();
  stored.emplace();
  for (const ManifestEntry& entry : content.files) {
    const std::string path = entry.path.substr(2);
    TRY_ASSIGN(const auto status, world_.files.status(folder + "/" + path, os::Follow::no));
    if (!status) return fail(ErrorKind::not_found, path + " vanished from " + folder);
    const StoredFile file{path, entry.size, entry.digest, (status->mode & 0100U) != 0};
    TRY(put_file(folder, file));
    stored->push_back(file);
  }
  return stored;
}

Result<> Store::put_file(const std::string& folder, const StoredFile& file) {
  const std::string path = folder + "/" + file.path;
  const std::string object = object_of(file);
  TRY_ASSIGN(const auto there, world_.files.status(object, os::Follow::no));
  if (!there) {
    TRY(world_.files.make_directory(os::parent_path(object)));
    const std::string fresh = temporary_name(object);
    TRY(world_.files.remove(fresh));
    TRY(world_.files.link_or_copy(path, fresh));
    TRY(world_.files.make_read_only(fresh));
    return world_.files.rename(fresh, object);
  }
  TRY_ASSIGN(const bool whole, is_whole(file));
  if (!whole) {
    TRY(world_.files.remove(object));
    return put_file(folder, file);
  }
  // Beside the folder, not in it: what is in it has a digest.
  const std::string fresh = temporary_name(folder);
  TRY(world_.files.remove(fresh));
  TRY(world_.files.link_or_copy(object, fresh));
  return world_.files.rename(fresh, path);
}

Result<bool> Store::is_whole(const StoredFile& file) {
  const std::string object = object_of(file);
  TRY_ASSIGN(const auto there, world_.files.status(object, os::Follow::no));
  if (!there || there->kind != os::FileKind::regular || there->size != file.size) return false;
  TRY_ASSIGN(const Content content, digest_of(world_, object));
  return content.digest == file.digest;
}

Result<bool> Store::get(const std::vector<StoredFile>& files, const std::string& folder) {
  const std::string fresh = temporary_name(folder);
  TRY(world_.files.remove(fresh));
  TRY(world_.files.make_directory(fresh));
  for (const StoredFile& file : files) {
    TRY_ASSIGN(const bool whole, is_whole(file));
    if (!whole || !os::stays_inside(file.path)) {
      TRY(world_.files.remove(object_of(file)));
      TRY(world_.files.remove(fresh));
      return false;
    }
    const std::string path = fresh + "/" + file.path;
    TRY(world_.files.make_directory(os::parent_path(path)));
    TRY(world_.files.link_or_copy(object_of(file), path));
  }
  TRY(world_.files.rename(fresh, folder));
  return true;
}

Result<std::uint64_t> Store::remove_unused(const std::vector<StoredFile>& used) {
  std::set<std::string> kept;
  for (const StoredFile& file : used) kept.insert(object_of(file));
  std::uint64_t freed = 0;
  const std::string objects = root_ + "/objects";
  TRY_ASSIGN(const auto there, world_.files.status(objects, os::Follow::yes));
  if (!there) return freed;
  TRY_ASSIGN(const auto folders, world_.files.list(objects));
  for (const os::DirectoryEntry& folder : folders) {
    TRY_ASSIGN(const auto entries, world_.files.list(objects + "/" + folder.name));
    for (const os::DirectoryEntry& entry : entries) {
      const std::string path = objects + "/" + folder.name + "/" + entry.name;
      if (kept.count(path) != 0) continue;
      TRY_ASSIGN(const auto status, world_.files.status(path, os::Follow::no));
      TRY(world_.files.remove(path));
      if (status) freed += status->size;
    }
  }
  return freed;
}

}  // namespace recipe::data
