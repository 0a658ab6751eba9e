#include "data/digest_of.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include "data/sha256.h"
#include "data/walk.h"

namespace recipe::data {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 20;
constexpr unsigned most_threads = 16;

using FileResult = Result<ManifestEntry>;

/// `shown` is the entry's path; `buffer` is the caller's, so that it is made once a thread.
FileResult digest_file(os::World& world, const std::string& path, std::string shown,
                       std::vector<char>& buffer) {
  TRY_ASSIGN(const auto reader, world.files.open(path));
  buffer.resize(buffer_size);
  Sha256 sha;
  std::uint64_t size = 0;
  for (;;) {
    if (world.environment.interrupted()) {
      return fail(ErrorKind::interrupted, "stopped while reading " + path);
    }
    TRY_ASSIGN(const std::size_t got, reader->read(buffer.data(), buffer.size()));
    if (got == 0) break;
    sha.add({buffer.data(), got});
    size += got;
  }
  return ManifestEntry{std::move(shown), size, sha.digest()};
}

/// In the order of `paths`. After a failure no further file is begun; as files are begun in order,
/// the first failure by order is always among the results.
std::vector<std::optional<FileResult>> digest_files(os::World& world, const std::string& folder,
                                                    const std::vector<std::string>& paths) {
  std::vector<std::optional<FileResult>> results(paths.size());
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  const auto work = [&] {
    std::vector<char> buffer;
    while (!failed) {
      const std::size_t i = next++;
      if (i >= paths.size()) return;
      results[i] = digest_file(world, os::join_path(folder, paths[i]), paths[i], buffer);
      if (!*results[i]) failed = true;
    }
  };
  const std::size_t threads = std::min<std::size_t>(
      {paths.size(), most_threads, std::max(1U, std::thread::hardware_concurrency())});
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  helpers.clear();
  return results;
}

/// As sha256sum prints it: a name with a backslash or a line end is escaped, and a backslash in
/// front of the line says so.
std::string manifest_line(const ManifestEntry& entry) {
  std::string name;
  for (const char c : entry.path) {
    if (c == '\\') {
      name += "\\\\";
    } else if (c == '\n') {
      name += "\\n";
    } else if (c == '\r') {
      name += "\\r";
    } else {
      name += c;
    }
  }
  return (name == entry.path ? "" : "\\") + entry.digest.hex() + "  " + name + "\n";
}

Result<Content> digest_of_folder(os::World& world, const std::string& path) {
  TRY_ASSIGN(Tree tree, walk(world.files, path));
  if (tree.files.empty()) {
    return fail(ErrorKind::invalid, path + " holds no regular file, so it has no digest");
  }
  Sha256 sha;
  std::uint64_t bytes = 0;
  std::vector<ManifestEntry> entries;
  for (std::optional<FileResult>& result : digest_files(world, path, tree.files)) {
    TRY_ASSIGN(ManifestEntry entry, std::move(*result));
    sha.add(manifest_line(entry));
    bytes += entry.size;
    entries.push_back(std::move(entry));
  }
  return Content{sha.digest(), bytes, true, std::move(entries), std::move(tree.skipped)};
}

}  // namespace

Digest digest_of_bytes(std::string_view bytes) {
  Sha256 sha;
  sha.add(bytes);
  return sha.digest();
}

Result<Content> digest_of(os::World& world, const std::string& path) {
  TRY_ASSIGN(const auto status, world.files.status(path, os::Follow::yes));
  if (!status) return fail(ErrorKind::not_found, "there is no " + path);
  if (status->kind == os::FileKind::directory) return digest_of_folder(world, path);
  if (status->kind != os::FileKind::regular) {
    return fail(ErrorKind::invalid, path + " is neither a file nor a folder");
  }
  std::vector<char> buffer;
  TRY_ASSIGN(ManifestEntry entry, digest_file(world, path, "./" + os::file_name(path), buffer));
  Content content{entry.digest, entry.size, false, {}, {}};
  content.files.push_back(std::move(entry));
  return content;
}

}  // namespace recipe::data
