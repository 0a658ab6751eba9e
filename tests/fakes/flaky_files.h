#pragma once

#include <atomic>

#include "os/file_system.h"

namespace recipe::fakes {

/// Hands every call on, but the n-th (from 1) fails without having done anything; 0 is none. Reads
/// through an open reader count too.
class FlakyFiles : public os::FileSystem {
 public:
  explicit FlakyFiles(os::FileSystem& files, int fails_at = 0)
      : files_(files), fails_at_(fails_at) {}

  int calls() const { return calls_; }

  Result<std::optional<os::FileStatus>> status(const std::string& path, os::Follow follow) override;
  Result<std::vector<os::DirectoryEntry>> list(const std::string& path) override;
  Result<std::string> read(const std::string& path, std::uint64_t limit) override;
  Result<std::unique_ptr<os::FileReader>> open(const std::string& path) override;
  Result<> write(const std::string& path, std::string_view bytes) override;
  Result<> append(const std::string& path, std::string_view bytes) override;
  Result<> sync(const std::string& path) override;
  Result<> make_directory(const std::string& path) override;
  Result<> remove(const std::string& path) override;
  Result<> rename(const std::string& from, const std::string& to) override;
  Result<> copy(const std::string& from, const std::string& to) override;
  Result<> link_or_copy(const std::string& from, const std::string& to) override;
  Result<> make_read_only(const std::string& path) override;
  Result<> make_writable(const std::string& path) override;
  Result<std::string> real_path(const std::string& path) override;
  Result<std::unique_ptr<os::FileLock>> lock(const std::string& path, os::Wait wait) override;
  Result<std::uint64_t> free_space(const std::string& path) override;
  Result<std::string> temporary_directory() override;

 private:
  class Reader;

  Result<> count(const std::string& path);

  os::FileSystem& files_;
  int fails_at_;
  std::atomic<int> calls_{0};
};

}  // namespace recipe::fakes
