#include "data/digest_files.h"

#include "data/chunks.h"

namespace recipe::data {
namespace {

/// A thread's buffer: it fits in a core's own cache with the bytes being digested.
constexpr std::size_t buffer_size = std::size_t{128} << 10;
constexpr std::size_t digested_at_once = 64;
constexpr std::uint64_t bytes_at_once = std::uint64_t{4} << 20;

bool look_the_same(const os::FileStatus& a, const os::FileStatus& b) {
  return a.kind == b.kind && a.size == b.size && a.modified_ns == b.modified_ns &&
         a.changed_ns == b.changed_ns && a.inode == b.inode;
}

/// What one thread needs to digest files.
struct FileDigest {
  os::World& world;
  const Tree& tree;
  Sha256 sha;
  std::vector<char> buffer;

  FileDigest(os::World& w, const Tree& t) : world(w), tree(t), buffer(buffer_size) {}

  Result<RawDigest> of(const FoundFile& file, os::Folder& folder);
};

Result<RawDigest> FileDigest::of(const FoundFile& file, os::Folder& folder) {
  sha.restart();
  TRY_ASSIGN(const auto reader, folder.open(file.name()));
  std::uint64_t size = 0;
  do {
    if (world.environment.interrupted()) {
      return fail(ErrorKind::interrupted, "stopped while reading " + tree.absolute(file));
    }
    TRY_ASSIGN(const std::size_t got, reader->read(buffer.data(), buffer.size()));
    if (got == 0) break;
    sha.add({buffer.data(), got});
    size += got;
    // Where the size is known, no further read is needed to see the end.
  } while (size != file.status.size);
  TRY_ASSIGN(const os::FileStatus after, reader->status());
  const bool has_size = after.size != 0;
  if (!look_the_same(file.status, after) || (has_size && size != after.size)) {
    return fail(ErrorKind::io, tree.absolute(file) +
                                   " changed while it was read; try again when "
                                   "nothing writes to it");
  }
  return sha.finish();
}

}  // namespace

Result<> digest_missing(os::World& world, const Tree& tree,
                        std::vector<std::optional<RawDigest>>& digests) {
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < digests.size(); ++i) {
    if (!digests[i]) missing.push_back(i);
  }
  const auto chunks = chunks_of(tree, missing, digested_at_once, bytes_at_once);
  return for_each(world, tree, chunks, [&]() -> ChunkWork {
    const auto digest = std::make_shared<FileDigest>(world, tree);
    return [&tree, &digests, digest](const Chunk& chunk, os::Folder& folder) -> Result<> {
      for (const std::size_t i : chunk.files) {
        TRY_ASSIGN(digests[i], digest->of(tree.files[i], folder));
      }
      return {};
    };
  });
}

}  // namespace recipe::data
