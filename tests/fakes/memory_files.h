#pragma once

#include <map>
#include <mutex>

#include "os/file_system.h"

namespace recipe::fakes {

/// Files in memory. Relative paths are below "/desk", which exists. A write stamps the file with a
/// count in place of a time. Only a link at the end of a path is followed, once.
class MemoryFiles : public os::FileSystem {
 public:
  MemoryFiles();

  std::uint64_t free = std::uint64_t{1} << 40;  ///< what `free_space` answers

  /// With its parents.
  void put(const std::string& path, std::string_view bytes);
  void put_link(const std::string& path, const std::string& target);
  void make_executable(const std::string& path);
  /// Gives a file that must be there this time.
  void touch(const std::string& path, std::chrono::system_clock::time_point time);
  /// The bytes of a file that must be there.
  std::string at(const std::string& path);
  /// All regular files, absolute and sorted.
  std::vector<std::string> paths();

  Result<std::optional<os::FileStatus>> status(const std::string& path, os::Follow follow) override;
  Result<std::vector<os::DirectoryEntry>> list(const std::string& path) override;
  Result<std::string> read(const std::string& path, std::uint64_t limit) override;
  Result<std::unique_ptr<os::FileReader>> open(const std::string& path) override;
  Result<> write(const std::string& path, std::string_view bytes) override;
  Result<> append(const std::string& path, std::string_view bytes) override;
  Result<> sync(const std::string& path) override {
    TRY(status(path, os::Follow::no));
    return {};
  }
  Result<> make_directory(const std::string& path) override;
  Result<> remove(const std::string& path) override;
  Result<> rename(const std::string& from, const std::string& to) override;
  Result<> copy(const std::string& from, const std::string& to) override;
  Result<> link_or_copy(const std::string& from, const std::string& to) override {
    return copy(from, to);
  }
  Result<> make_read_only(const std::string& path) override;
  Result<> make_writable(const std::string& path) override;
  Result<std::string> real_path(const std::string& path) override;
  Result<std::unique_ptr<os::FileLock>> lock(const std::string& path, os::Wait wait) override;
  Result<std::uint64_t> free_space(const std::string& path) override;
  Result<std::string> temporary_directory() override;

 private:
  struct Node {
    os::FileStatus status;
    std::string bytes;  ///< of a link: its target
  };
  class Reader;
  class Lock;

  Node* find(const std::string& path, os::Follow follow);
  Result<Node*> existing(const std::string& path, os::FileKind kind);
  Result<Node*> writable(const std::string& path);
  void add_folder(const std::string& absolute);
  void set_bytes(Node& node, std::string bytes);
  void change_mode(const std::string& path, std::uint32_t remove, std::uint32_t add);

  std::recursive_mutex mutex_;
  std::map<std::string, Node> nodes_;  ///< by absolute path
  std::map<std::string, bool> locked_;
  std::int64_t count_ = 0;
};

}  // namespace recipe::fakes
