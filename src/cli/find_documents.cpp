#include "cli/find_documents.h"

#include <algorithm>

#include "base/text.h"
#include "cli/repositories.h"
#include "code/ignored.h"

namespace recipe::cli {
namespace {

constexpr std::size_t most_documents = 20000;
constexpr std::size_t deepest_folder = 64;

bool has_markdown_ending(std::string_view name) {
  const std::string lowered = lower(name);
  return lowered.ends_with(".md") || lowered.ends_with(".markdown");
}

/// Collects the Markdown below a folder.
class DocumentWalk {
 public:
  DocumentWalk(os::World& world, std::string top, std::vector<DocumentFile>& found)
      : world_(world), top_(std::move(top)), found_(found) {}

  /// A folder within that cannot be read is left out.
  Result<> run() {
    TRY_ASSIGN(const std::string real, world_.files.real_path(top_));
    const std::string root = work_tree_above(world_, real);
    if (!root.empty()) {
      ignored_ = code::IgnoredPaths::open(root);
      in_root_ = below(root, real).value_or("");
    }
    TRY_ASSIGN(const auto entries, world_.files.list(top_));
    return take("", entries, 0);
  }

 private:
  // As deep as deepest_folder.
  Result<> take(const std::string& folder, const std::vector<os::DirectoryEntry>& entries,
                std::size_t depth) {
    for (const os::DirectoryEntry& entry : entries) {
      if (entry.name.starts_with('.')) continue;
      const std::string path = os::join_path(folder, entry.name);
      const bool is_folder = entry.kind == os::FileKind::directory;
      const bool is_document =
          entry.kind == os::FileKind::regular && has_markdown_ending(entry.name);
      if ((!is_folder && !is_document) || is_ignored(path, is_folder)) continue;
      if (is_document) {
        TRY(add(path));
      } else if (depth < deepest_folder) {
        TRY(inner(path, depth + 1));
      }
    }
    return {};
  }

  Result<> inner(const std::string& folder, std::size_t depth) {
    const auto entries = world_.files.list(shown(folder));
    if (!entries) return {};
    const bool another_repository =
        std::any_of(entries->begin(), entries->end(),
                    [](const os::DirectoryEntry& entry) { return entry.name == ".git"; });
    if (another_repository && ignored_ != nullptr) return {};
    return take(folder, *entries, depth);
  }

  Result<> add(const std::string& path) {
    if (found_.size() == most_documents) {
      return fail(ErrorKind::unsupported, "more than " + std::to_string(most_documents) +
                                              " documents: name a folder of fewer");
    }
    found_.push_back({shown(path), top_, Named::in_a_folder, DocumentSource::disk});
    return {};
  }

  std::string shown(const std::string& path) const {
    return top_ == "." ? path : os::join_path(top_, path);
  }

  bool is_ignored(const std::string& path, bool is_folder) const {
    if (ignored_ == nullptr) return false;
    const std::string whole = in_root_.empty() ? path : os::join_path(in_root_, path);
    return ignored_->ignores(is_folder ? whole + "/" : whole);
  }

  os::World& world_;
  std::string top_;
  std::vector<DocumentFile>& found_;
  std::unique_ptr<code::IgnoredPaths> ignored_;
  std::string in_root_;
};

}  // namespace

Result<std::vector<DocumentFile>> find_documents(os::World& world,
                                                 const std::vector<std::string>& paths,
                                                 const std::string& repository) {
  std::vector<DocumentFile> found;
  const bool all_of_it = !repository.empty() && paths.empty();
  for (const std::string& given : paths.empty() ? std::vector<std::string>{"."} : paths) {
    const std::string path = all_of_it ? repository : os::lexically_normal(given);
    TRY_ASSIGN(const auto status, world.files.status(path, os::Follow::yes));
    if (!status && !repository.empty()) {
      found.push_back({path, "", Named::by_the_user, DocumentSource::repository});
    } else if (!status) {
      return fail(ErrorKind::not_found, "there is no " + given);
    } else if (status->kind == os::FileKind::directory) {
      TRY(DocumentWalk(world, path, found).run());
    } else {
      found.push_back({path, os::parent_path(path), Named::by_the_user, DocumentSource::disk});
    }
  }
  // Of the same path what the user named comes first.
  std::stable_sort(found.begin(), found.end(), [](const DocumentFile& a, const DocumentFile& b) {
    return a.path != b.path ? a.path < b.path : a.named < b.named;
  });
  found.erase(
      std::unique(found.begin(), found.end(),
                  [](const DocumentFile& a, const DocumentFile& b) { return a.path == b.path; }),
      found.end());
  return found;
}

}  // namespace recipe::cli
