#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "os/file_system.h"

namespace recipe::dynamics {

/// A file that is read on as it grows.
class GrowingFile {
 public:
  enum class News {
    none,
    more,  ///< bytes behind those that were read
    anew,  ///< it was replaced or cut: reading begins again
    gone,
  };

  GrowingFile(os::FileSystem& files, std::string path) : files_(files), path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  Result<News> look();
  /// Up to `size` bytes; 0 at what is the end for now.
  Result<std::size_t> read(char* buffer, std::size_t size);
  /// Gives the descriptor back; a later `read` opens the file again and passes over what is known.
  void close() { reader_.reset(); }

 private:
  Result<> open();

  os::FileSystem& files_;
  std::string path_;
  std::unique_ptr<os::FileReader> reader_;
  std::uint64_t read_ = 0;  ///< bytes
  std::uint64_t inode_ = 0;
};

/// The first bytes of a file, at most `limit`.
Result<std::string> beginning_of(os::FileSystem& files, const std::string& path, std::size_t limit);

}  // namespace recipe::dynamics
