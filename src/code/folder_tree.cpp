#include "code/folder_tree.h"

#include "code/walked_tree.h"

namespace recipe::code {
namespace {

class FolderTree : public WalkedTree {
 public:
  FolderTree(os::FileSystem& files, std::string root) : files_(files), root_(std::move(root)) {}

  const std::string& commit() const override { return commit_; }

 private:
  std::string on_disk(const std::string& path) const {
    return path.empty() ? root_ : os::join_path(root_, path);
  }

  static RawKind kind_of(os::FileKind kind) {
    switch (kind) {
      case os::FileKind::directory:
        return RawKind::folder;
      case os::FileKind::link:
        return RawKind::link;
      case os::FileKind::regular:
        return RawKind::file;
      case os::FileKind::other:
        break;
    }
    // A pipe or a device: there, but nothing that could be read.
    return RawKind::submodule;
  }

  RawKind raw_kind(const std::string& path) const override {
    if (name_of(path) == ".git") return RawKind::absent;
    const auto status = files_.status(on_disk(path), os::Follow::no);
    // One that may not be looked at cannot be told.
    if (!status) {
      return status.error().kind == ErrorKind::not_found ? RawKind::absent : RawKind::submodule;
    }
    return *status ? kind_of((*status)->kind) : RawKind::absent;
  }

  std::optional<std::vector<Name>> raw_names(const std::string& folder) const override {
    std::vector<Name> names;
    const auto entries = files_.list(on_disk(folder));
    if (!entries) return std::nullopt;
    for (const os::DirectoryEntry& entry : *entries) {
      if (entry.name != ".git") names.push_back({entry.name, kind_of(entry.kind)});
    }
    return names;
  }

  Target raw_target(const std::string& link) const override {
    const auto real = files_.real_path(on_disk(link));
    if (!real) return {};
    if (*real == root_) return {Target::Where::inside, "."};
    const std::string prefix = root_ == "/" ? root_ : root_ + "/";
    if (!real->starts_with(prefix)) return {Target::Where::outside, ""};
    return {Target::Where::inside, real->substr(prefix.size())};
  }

  Result<std::string> raw_bytes(const std::string& file) const override {
    const std::string path = on_disk(file);
    TRY_ASSIGN(const auto status, files_.status(path, os::Follow::yes));
    if (status && status->size > max_file_bytes) {
      return fail(ErrorKind::unsupported, path + " has " + std::to_string(status->size) +
                                              " bytes, more than are read of a file");
    }
    return files_.read(path, max_file_bytes);
  }

  os::FileSystem& files_;
  std::string root_;
  std::string commit_;
};

}  // namespace

Result<std::shared_ptr<const Tree>> open_folder_tree(os::FileSystem& files,
                                                     const std::string& root) {
  TRY_ASSIGN(const std::string real, files.real_path(root));
  TRY_ASSIGN(const auto status, files.status(real, os::Follow::yes));
  if (!status || status->kind != os::FileKind::directory) {
    return fail(ErrorKind::not_found, root + " is no folder");
  }
  return std::make_shared<const FolderTree>(files, real);
}

}  // namespace recipe::code
