#include "os/file_system.h"

namespace recipe::os {
namespace {

class PathFolder : public Folder {
 public:
  PathFolder(FileSystem& files, std::string path) : files_(files), path_(std::move(path)) {}
  Result<std::vector<DirectoryEntry>> entries() override { return files_.list(path_); }
  Result<std::optional<FileStatus>> status(const std::string& name) override {
    return files_.status(join_path(path_, name), Follow::no);
  }
  Result<std::unique_ptr<FileReader>> open(const std::string& name) override {
    return files_.open(join_path(path_, name));
  }

 private:
  FileSystem& files_;
  std::string path_;
};

}  // namespace

Result<std::unique_ptr<Folder>> FileSystem::open_folder(const std::string& path) {
  return std::unique_ptr<Folder>(std::make_unique<PathFolder>(*this, path));
}

}  // namespace recipe::os
