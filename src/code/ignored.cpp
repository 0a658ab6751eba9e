#include "code/ignored.h"

#include "code/git.h"

namespace recipe::code {
namespace {

class GitIgnoredPaths : public IgnoredPaths {
 public:
  explicit GitIgnoredPaths(RepositoryHandle handle) : handle_(std::move(handle)) {}

  bool ignores(const std::string& path) const override {
    int ignored = 0;
    return git_ignore_path_is_ignored(&ignored, handle_.get(), path.c_str()) == 0 && ignored == 1;
  }

 private:
  RepositoryHandle handle_;
};

}  // namespace

std::unique_ptr<IgnoredPaths> IgnoredPaths::open(const std::string& root) {
  auto handle = open_git(root);
  if (!handle || *handle == nullptr) return nullptr;
  return std::make_unique<GitIgnoredPaths>(std::move(*handle));
}

}  // namespace recipe::code
