#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace recipe::data {

/// A regular file below a folder.
struct ManifestEntry {
  std::string path;  ///< "./a/b", as `find .` prints it
  std::uint64_t size = 0;
  Digest digest;
  friend bool operator==(const ManifestEntry&, const ManifestEntry&) = default;
};

/// The digest of a folder with these files, sorted by path's bytes.
Digest digest_of_listing(const std::vector<ManifestEntry>& files);

/// A line for each file: digest, size, path, as docs/format.md says.
std::string manifest_text(const std::vector<ManifestEntry>& files);
/// None if any line is no such line: half a manifest would call files new that are not.
std::optional<std::vector<ManifestEntry>> parse_manifest(std::string_view text);

/// The files of the folder "./BELOW", with paths as seen from there.
std::vector<ManifestEntry> below(const std::vector<ManifestEntry>& files, std::string_view folder);

/// How many files, and the first of them.
struct SomeFiles {
  static constexpr std::size_t most_named = 10;
  std::size_t count = 0;
  std::vector<std::string> first;  ///< at most `most_named` paths
};

/// What became of the files of a folder.
struct Difference {
  SomeFiles differing;
  SomeFiles missing;  ///< were there before
  SomeFiles added;

  bool empty() const { return differing.count + missing.count + added.count == 0; }
  /// "2 files differ (./a, ./b); 1 is missing (./c); 1 is new (./d)".
  std::string to_string() const;
};

/// Both sorted by path's bytes.
Difference compare(const std::vector<ManifestEntry>& before, const std::vector<ManifestEntry>& now);

}  // namespace recipe::data
