#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace recipe::os {

enum class FileKind { regular, directory, link, other };

struct FileStatus {
  FileKind kind = FileKind::regular;
  std::uint64_t size = 0;        ///< bytes
  std::int64_t modified_ns = 0;  ///< since the epoch
  std::int64_t changed_ns = 0;   ///< inode change, since the epoch
  std::uint64_t inode = 0;
  std::uint32_t mode = 0;  ///< permission bits
};

struct DirectoryEntry {
  std::string name;
  FileKind kind = FileKind::regular;
};

/// An exclusive lock on a file, held as long as this lives; the kernel frees it when the process
/// ends.
class FileLock {
 public:
  virtual ~FileLock() = default;
};

/// Reads a file from its beginning; a file that grows is read on by the next call.
class FileReader {
 public:
  virtual ~FileReader() = default;
  /// Up to `size` bytes into `buffer`; 0 at the end.
  virtual Result<std::size_t> read(char* buffer, std::size_t size) = 0;
  /// Of the open file, whatever its name stands for by now.
  virtual Result<FileStatus> status() = 0;
};

/// A folder kept open: what is asked of its entries by name need not find the folder again.
class Folder {
 public:
  virtual ~Folder() = default;
  /// Sorted by name's bytes; without `.` and `..`.
  virtual Result<std::vector<DirectoryEntry>> entries() = 0;
  /// Of a link itself. None if nothing is there.
  virtual Result<std::optional<FileStatus>> status(const std::string& name) = 0;
  virtual Result<std::unique_ptr<FileReader>> open(const std::string& name) = 0;
};

enum class Follow { yes, no };
enum class Wait { yes, no };

/// The door to files. Paths are byte strings, absolute or relative to the working directory. Errors
/// name the path. Absent is a value where the return type is optional, an error elsewhere.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  /// Of a link: what it points to with Follow::yes. None if nothing is there.
  virtual Result<std::optional<FileStatus>> status(const std::string& path, Follow follow) = 0;
  /// Sorted by name's bytes; without `.` and `..`.
  virtual Result<std::vector<DirectoryEntry>> list(const std::string& path) = 0;
  /// The whole file; one above `limit` bytes is refused.
  virtual Result<std::string> read(const std::string& path, std::uint64_t limit) = 0;
  virtual Result<std::unique_ptr<FileReader>> open(const std::string& path) = 0;
  /// Unless overridden, one that calls `list`, `status` and `open` of this with longer paths.
  virtual Result<std::unique_ptr<Folder>> open_folder(const std::string& path);
  /// Written beside under a temporary name, synced, renamed: all or nothing, also after a power
  /// cut. An existing file keeps its permission bits.
  virtual Result<> write(const std::string& path, std::string_view bytes) = 0;
  /// Appended in one write and synced; the file is made if it is not there.
  virtual Result<> append(const std::string& path, std::string_view bytes) = 0;
  /// The same two, but a power cut may undo them: for what is made again with its stage, or lies in
  /// a file that is synced later. Unless overridden, they are those.
  virtual Result<> write_unsynced(const std::string& path, std::string_view bytes) {
    return write(path, bytes);
  }
  virtual Result<> append_unsynced(const std::string& path, std::string_view bytes) {
    return append(path, bytes);
  }
  /// A file, or a folder with all below, is on the disk when this returns, whoever wrote it.
  virtual Result<> sync(const std::string& path) = 0;
  /// With all parents; success if it is there.
  virtual Result<> make_directory(const std::string& path) = 0;
  /// A file, a link, or a folder with all below, also where that is read-only; links are not
  /// followed. Success if nothing is there.
  virtual Result<> remove(const std::string& path) = 0;
  virtual Result<> rename(const std::string& from, const std::string& to) = 0;
  /// A file or a folder with all below, by reflink where the file system can; links are copied as
  /// links; permission bits are kept. `to` must not exist.
  virtual Result<> copy(const std::string& from, const std::string& to) = 0;
  /// `to` becomes another name of the file `from`, or a copy of it where the file system does not
  /// allow that. `to` must not exist.
  virtual Result<> link_or_copy(const std::string& from, const std::string& to) = 0;
  /// Takes write permission from a file, or from a folder and all below.
  virtual Result<> make_read_only(const std::string& path) = 0;
  /// Gives the owner write permission again.
  virtual Result<> make_writable(const std::string& path) = 0;
  /// Absolute, without links, `.` and `..`; the path must exist.
  virtual Result<std::string> real_path(const std::string& path) = 0;
  /// Null with Wait::no while another process holds it.
  virtual Result<std::unique_ptr<FileLock>> lock(const std::string& path, Wait wait) = 0;
  /// Bytes that this user may still write to the file system of `path`, which must exist.
  virtual Result<std::uint64_t> free_space(const std::string& path) = 0;
  /// A new empty folder below the system's temporary folder; the caller removes it.
  virtual Result<std::string> temporary_directory() = 0;
};

/// "a/b": `part` below `folder`; an absolute `part` stands alone.
std::string join_path(std::string_view folder, std::string_view part);
/// All before the last slash, "." without one, "/" for the root.
std::string parent_path(std::string_view path);
std::string file_name(std::string_view path);
/// Without `.`, `..` and double slashes, as far as the text alone tells.
std::string lexically_normal(std::string_view path);
/// True if `path`, as text, stays at or below the folder it is relative to.
bool stays_inside(std::string_view path);

}  // namespace recipe::os
