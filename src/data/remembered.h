#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/sha256.h"
#include "os/file_system.h"

namespace recipe::data {

/// A file whose digest is known as long as it looks as it did.
struct RememberedFile {
  std::string_view name;
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;
  std::uint64_t inode = 0;
  RawDigest digest{};

  bool looks_like(const os::FileStatus& status) const {
    return size == status.size && modified_ns == status.modified_ns &&
           changed_ns == status.changed_ns && inode == status.inode;
  }
};

/// The files of a folder as bytes of a cache's row, with a digest over folder and files: a row that
/// was damaged, or moved to another folder, is none.
std::string row_of(const std::string& folder, const std::vector<RememberedFile>& files);
/// Sorted by name; the names point into `row`.
std::optional<std::vector<RememberedFile>> files_of_row(const std::string& folder,
                                                        std::string_view row);

}  // namespace recipe::data
