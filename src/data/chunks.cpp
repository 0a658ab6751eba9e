#include "data/chunks.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

namespace recipe::data {
namespace {

constexpr std::size_t most_threads = 16;

Result<> do_chunk(os::World& world, const Tree& tree, const Chunk& chunk, const ChunkWork& work) {
  if (world.environment.interrupted()) {
    return fail(ErrorKind::interrupted, "stopped while reading " + tree.root);
  }
  TRY_ASSIGN(const auto folder, world.files.open_folder(tree.folder_path(chunk.folder)));
  return work(chunk, *folder);
}

}  // namespace

std::vector<Chunk> chunks_of(const Tree& tree, const std::vector<std::size_t>& files,
                             std::size_t most_files, std::uint64_t most_bytes) {
  std::vector<Chunk> chunks;
  for (const std::size_t file : files) {
    const FoundFile& found = tree.files[file];
    if (chunks.empty() || chunks.back().folder != found.folder ||
        chunks.back().files.size() >= most_files ||
        chunks.back().bytes + found.status.size > most_bytes) {
      chunks.push_back({found.folder, {}, 0});
    }
    chunks.back().files.push_back(file);
    chunks.back().bytes += found.status.size;
  }
  return chunks;
}

Result<> for_each(os::World& world, const Tree& tree, const std::vector<Chunk>& chunks,
                  const std::function<ChunkWork()>& make_work) {
  std::vector<std::optional<Error>> errors(chunks.size());
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  const auto work_on = [&] {
    const ChunkWork work = make_work();
    while (!failed) {
      const std::size_t i = next++;
      if (i >= chunks.size()) return;
      auto done = do_chunk(world, tree, chunks[i], work);
      if (done) continue;
      errors[i] = std::move(done.error());
      failed = true;
    }
  };
  const std::size_t threads = std::min<std::size_t>(
      {chunks.size(), most_threads, std::max(1U, std::thread::hardware_concurrency())});
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work_on);
  if (threads > 0) work_on();
  others.clear();
  for (std::optional<Error>& error : errors) {
    if (error) return tl::unexpected(std::move(*error));
  }
  return {};
}

}  // namespace recipe::data
