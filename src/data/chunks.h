#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "data/walk.h"

namespace recipe::data {

/// Files of one folder that a thread takes at once; indices into Tree::files.
struct Chunk {
  std::size_t folder = 0;
  std::vector<std::size_t> files;
  std::uint64_t bytes = 0;
};

/// `files` (ascending) in chunks of at most `most_files` and, but for a single file, `most_bytes`.
std::vector<Chunk> chunks_of(const Tree& tree, const std::vector<std::size_t>& files,
                             std::size_t most_files, std::uint64_t most_bytes);

/// What one thread does with chunks; each thread has its own.
using ChunkWork = std::function<Result<>(const Chunk&, os::Folder&)>;

/// Opens the folder of every chunk and calls what `make_work` made for the thread. After a failure
/// no further chunk is begun; as they are begun in order, the failure returned is the first by
/// order, whatever the threads do.
Result<> for_each(os::World& world, const Tree& tree, const std::vector<Chunk>& chunks,
                  const std::function<ChunkWork()>& make_work);

}  // namespace recipe::data
