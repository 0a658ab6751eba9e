#pragma once

#include "os/file_system.h"

namespace recipe::os {

class RealFiles : public FileSystem {
 public:
  Result<std::optional<FileStatus>> status(const std::string& path, Follow follow) override;
  Result<std::vector<DirectoryEntry>> list(const std::string& path) override;
  Result<std::string> read(const std::string& path, std::uint64_t limit) override;
  Result<std::unique_ptr<FileReader>> open(const std::string& path) override;
  Result<std::unique_ptr<Folder>> open_folder(const std::string& path) override;
  Result<> write(const std::string& path, std::string_view bytes) override;
  Result<> append(const std::string& path, std::string_view bytes) override;
  Result<> write_unsynced(const std::string& path, std::string_view bytes) override;
  Result<> append_unsynced(const std::string& path, std::string_view bytes) override;
  Result<> sync(const std::string& path) override;
  Result<> make_directory(const std::string& path) override;
  Result<> remove(const std::string& path) override;
  Result<> rename(const std::string& from, const std::string& to) override;
  Result<> copy(const std::string& from, const std::string& to) override;
  Result<> link_or_copy(const std::string& from, const std::string& to) override;
  Result<> make_read_only(const std::string& path) override;
  Result<> make_writable(const std::string& path) override;
  Result<std::string> real_path(const std::string& path) override;
  Result<std::unique_ptr<FileLock>> lock(const std::string& path, Wait wait) override;
  Result<std::uint64_t> free_space(const std::string& path) override;
  Result<std::string> temporary_directory() override;
};

}  // namespace recipe::os
