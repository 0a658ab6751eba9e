#include "data/digest_of.h"

#include <algorithm>
#include <numeric>

#include "data/digest_files.h"
#include "data/manifest.h"
#include "data/recall.h"

namespace recipe::data {
namespace {

/// Less than this is digested faster than it is looked up.
constexpr std::size_t few_files = 64;
constexpr std::uint64_t few_bytes = std::uint64_t{1} << 20;

bool worth_remembering(const Tree& tree) {
  return tree.files.size() >= few_files ||
         std::any_of(tree.files.begin(), tree.files.end(),
                     [](const FoundFile& file) { return file.status.size >= few_bytes; });
}

/// The digests of all files of the tree, in its order.
Result<std::vector<std::optional<RawDigest>>> digests_of(os::World& world, const Tree& tree,
                                                         Recall& recall, os::Cache::Reach reach) {
  std::vector<std::optional<RawDigest>> digests(tree.files.size());
  const bool remember = world.cache != nullptr && worth_remembering(tree);
  if (remember) {
    TRY_ASSIGN(const std::string folder, world.files.real_path(tree.root));
    digests = recall.load(tree, folder, reach);
  }
  TRY(digest_missing(world, tree, digests));
  if (remember) recall.save(tree, digests);
  return digests;
}

std::vector<ManifestEntry> entries_of(const Tree& tree,
                                      const std::vector<std::optional<RawDigest>>& digests) {
  std::vector<ManifestEntry> entries;
  entries.reserve(tree.files.size());
  for (std::size_t i = 0; i < tree.files.size(); ++i) {
    const FoundFile& file = tree.files[i];
    entries.push_back({file.path, file.status.size, digest_of_raw(*digests[i])});
  }
  return entries;
}

Result<Content> digest_of_folder(os::World& world, const std::string& path) {
  Recall recall(world);
  TRY_ASSIGN(Tree tree, walk(world, path));
  if (tree.files.empty()) {
    return fail(ErrorKind::invalid, path + " holds no regular file, so it has no digest");
  }
  TRY_ASSIGN(const auto digests, digests_of(world, tree, recall, os::Cache::Reach::below));
  std::vector<ManifestEntry> files = entries_of(tree, digests);
  const std::uint64_t bytes =
      std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                      [](std::uint64_t sum, const auto& file) { return sum + file.size; });
  Digest digest = digest_of_listing(files);
  return Content{std::move(digest), bytes, true, std::move(files), std::move(tree.skipped)};
}

}  // namespace

Digest digest_of_bytes(std::string_view bytes) {
  Sha256 sha;
  sha.add(bytes);
  return sha.digest();
}

Result<Content> digest_of(os::World& world, const std::string& path) {
  Recall recall(world);
  TRY_ASSIGN(const auto status, world.files.status(path, os::Follow::yes));
  if (!status) return fail(ErrorKind::not_found, "there is no " + path);
  if (status->kind == os::FileKind::directory) return digest_of_folder(world, path);
  if (status->kind != os::FileKind::regular) {
    return fail(ErrorKind::invalid, path + " is neither a file nor a folder");
  }
  const Tree tree = tree_of_file(path, *status);
  TRY_ASSIGN(const auto digests, digests_of(world, tree, recall, os::Cache::Reach::folder));
  std::vector<ManifestEntry> files = entries_of(tree, digests);
  return Content{files.front().digest, files.front().size, false, std::move(files), {}};
}

}  // namespace recipe::data
