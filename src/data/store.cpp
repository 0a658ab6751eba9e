#include "data/store.h"

#include <atomic>
#include <set>

#include "data/digest_of.h"

namespace recipe::data {
namespace {

std::string name_of(const StoredFile& file) {
  // The mode belongs to the file, not to its name in a folder, so it is part of what is stored.
  return file.digest.hex() + (file.executable ? "-x" : "");
}

/// Taken by this thread alone, but for what an earlier program with this one's number left: that
/// goes.
std::string temporary_name(os::World& world, const std::string& beside) {
  static std::atomic<unsigned> count{0};
  return beside + ".new-" + std::to_string(world.environment.process_id()) + "-" +
         std::to_string(++count);
}

}  // namespace

std::string Store::object_of(const StoredFile& file) const {
  const std::string name = name_of(file);
  return root_ + "/objects/" + name.substr(0, 2) + "/" + name.substr(2);
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
    // Beside the folder, not in it: what is in it has a digest.
    TRY(put_beside(folder + "/" + path, file, folder));
    stored->push_back(file);
  }
  return stored;
}

Result<> Store::put_file(const std::string& path, const StoredFile& file) {
  return put_beside(path, file, path);
}

/// `beside` says where a temporary name may be.
Result<> Store::put_beside(const std::string& path, const StoredFile& file,
                           const std::string& beside) {
  const std::string object = object_of(file);
  TRY_ASSIGN(const auto there, world_.files.status(object, os::Follow::no));
  if (!there) {
    TRY(world_.files.make_directory(os::parent_path(object)));
    const std::string fresh = temporary_name(world_, object);
    TRY(world_.files.remove(fresh));
    TRY(world_.files.link_or_copy(path, fresh));
    TRY(world_.files.make_read_only(fresh));
    return world_.files.rename(fresh, object);
  }
  TRY_ASSIGN(const bool whole, is_whole(file));
  if (!whole) {
    TRY(world_.files.remove(object));
    return put_beside(path, file, beside);
  }
  const std::string fresh = temporary_name(world_, beside);
  TRY(world_.files.remove(fresh));
  TRY(world_.files.link_or_copy(object, fresh));
  return world_.files.rename(fresh, path);
}

Result<bool> Store::get_file(const StoredFile& file, const std::string& path) {
  const std::string object = object_of(file);
  TRY_ASSIGN(const auto there, world_.files.status(object, os::Follow::no));
  if (!there) return false;
  const std::string fresh = temporary_name(world_, path);
  TRY(world_.files.remove(fresh));
  TRY(world_.files.link_or_copy(object, fresh));
  // What was linked is read, not what lies in the store by now.
  const auto content = digest_of(world_, fresh);
  if (content && content->digest == file.digest) {
    TRY(world_.files.rename(fresh, path));
    return true;
  }
  TRY(world_.files.remove(fresh));
  if (!content) return tl::unexpected(content.error());
  TRY(world_.files.remove(object));
  return false;
}

Result<bool> Store::is_whole(const StoredFile& file) {
  const std::string object = object_of(file);
  TRY_ASSIGN(const auto there, world_.files.status(object, os::Follow::no));
  if (!there || there->kind != os::FileKind::regular || there->size != file.size) return false;
  TRY_ASSIGN(const Content content, digest_of(world_, object));
  return content.digest == file.digest;
}

Result<bool> Store::get(const std::vector<StoredFile>& files, const std::string& folder) {
  const std::string fresh = temporary_name(world_, folder);
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
