#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "os/world.h"

namespace recipe::data {

/// A file of a folder that was put into a store.
struct StoredFile {
  std::string path;  ///< "a/b", below the folder
  std::uint64_t size = 0;
  Digest digest;
  bool executable = false;
};

/// Files by their digest, each once, read only: `objects/ab/cdef...`. May be used by several
/// programs at once. What is in it can be deleted at any time.
class Store {
 public:
  Store(os::World& world, std::string root) : world_(world), root_(std::move(root)) {}

  /// Puts the files of a folder in; each is then the stored file under another name. Nothing if the
  /// folder holds what a store cannot: links, empty folders. The folder must be writable.
  Result<std::optional<std::vector<StoredFile>>> put(const std::string& folder);

  /// Makes `folder`, which must not be there, of stored files. False, and nothing is left of it, if
  /// one is missing or no longer has its digest; such a one is removed from the store.
  Result<bool> get(const std::vector<StoredFile>& files, const std::string& folder);

  /// The same for one file that is known to have this digest, and that nobody else writes to.
  Result<> put_file(const std::string& path, const StoredFile& file);
  /// Puts the file, read whole, at `path`; one that is there is replaced. False, with nothing done,
  /// if there is none with that digest; one that has another by now is removed.
  Result<bool> get_file(const StoredFile& file, const std::string& path);

  /// Removes every file but those in `used`; returns the bytes that were freed.
  Result<std::uint64_t> remove_unused(const std::vector<StoredFile>& used);

 private:
  std::string object_of(const StoredFile& file) const;
  Result<> put_beside(const std::string& path, const StoredFile& file, const std::string& beside);
  Result<bool> is_whole(const StoredFile& file);

  os::World& world_;
  std::string root_;
};

}  // namespace recipe::data
