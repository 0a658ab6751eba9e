#include "cli/find_documents.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::cli {
namespace {

constexpr std::size_t most_documents = 20000;
constexpr std::size_t deepest_folder = 64;

bool has_markdown_ending(std::string_view name) {
  const std::string lowered = lower(name);
  return lowered.ends_with(".md") || lowered.ends_with(".markdown");
}

/// Collects the Markdown below folders.
class DocumentWalk {
 public:
  DocumentWalk(os::World& world, std::vector<DocumentFile>& found) : world_(world), found_(found) {}

  /// A folder within another that cannot be read is left out.
  Result<> folder(const std::string& path) {
    TRY_ASSIGN(const auto entries, world_.files.list(path));
    return take(path, entries, 0);
  }

 private:
  // As deep as deepest_folder.
  Result<> take(const std::string& path, const std::vector<os::DirectoryEntry>& entries,
                std::size_t depth) {
    for (const os::DirectoryEntry& entry : entries) {
      if (entry.name.starts_with('.')) continue;
      const std::string below = path == "." ? entry.name : os::join_path(path, entry.name);
      if (entry.kind == os::FileKind::directory) {
        if (depth == deepest_folder) continue;
        const auto inner = world_.files.list(below);
        if (inner) TRY(take(below, *inner, depth + 1));
      } else if (entry.kind == os::FileKind::regular && has_markdown_ending(entry.name)) {
        if (found_.size() == most_documents) {
          return fail(ErrorKind::unsupported, "more than " + std::to_string(most_documents) +
                                                  " documents: name a folder of fewer");
        }
        found_.push_back({below, Named::in_a_folder});
      }
    }
    return {};
  }

  os::World& world_;
  std::vector<DocumentFile>& found_;
};

}  // namespace

Result<std::vector<DocumentFile>> find_documents(os::World& world,
                                                 const std::vector<std::string>& paths) {
  std::vector<DocumentFile> found;
  DocumentWalk walk(world, found);
  if (paths.empty()) TRY(walk.folder("."));
  for (const std::string& given : paths) {
    TRY_ASSIGN(const auto status, world.files.status(given, os::Follow::yes));
    if (!status) return fail(ErrorKind::not_found, "there is no " + given);
    if (status->kind == os::FileKind::directory) {
      TRY(walk.folder(os::lexically_normal(given)));
    } else {
      found.push_back({os::lexically_normal(given), Named::by_the_user});
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
