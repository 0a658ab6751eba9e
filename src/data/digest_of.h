#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "data/manifest.h"
#include "os/world.h"

namespace recipe::data {

/// The digest of a file or a folder, and what it is made of.
struct Content {
  Digest digest;
  std::uint64_t bytes = 0;
  bool directory = false;
  std::vector<ManifestEntry> files;  ///< sorted by path's bytes; one for a file
  std::vector<std::string> skipped;  ///< links, empty folders and what is neither file nor folder
};

/// SHA-256 of bytes in memory.
Digest digest_of_bytes(std::string_view bytes);

/// Of a file: SHA-256 of its bytes. Of a folder: of its sorted listing of regular files, exactly
/// what
///   cd DIR && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
/// prints, with coreutils' escapes for names with a backslash, line feed or carriage return. A
/// folder without a regular file is an error. Given a path to a link, what it points to.
/// Files that look as they did when their digest was taken are not read again, if the world has a
/// cache; one that changes meanwhile is an error.
Result<Content> digest_of(os::World& world, const std::string& path);

/// One line per file of the folder: enough to see without reading that nothing was touched.
struct Stamp {
  std::vector<std::string> lines;  ///< path, size, times and inode
  friend bool operator==(const Stamp&, const Stamp&) = default;
};
Result<Stamp> stamp_of(os::World& world, const std::string& path);
/// The path of the first file that differs, is missing or new.
std::string first_difference(const Stamp& before, const Stamp& after);

}  // namespace recipe::data
