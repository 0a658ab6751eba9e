#include <algorithm>

#include "base/json.h"
#include "cli/command.h"
#include "cli/layout.h"
#include "data/digest_of.h"

namespace recipe::cli {
namespace {

constexpr Positional digest_positionals[] = {
    {"PATH", "A file or a folder.", /*required=*/true, /*repeatable=*/true}};

constexpr Option digest_options[] = {
    {"--fresh", "", "Read every byte, also of files that look as they did the last time."}};

constexpr std::size_t most_notes = 10;

std::string_view kind_of(os::World& world, const std::string& path) {
  const auto status = world.files.status(path, os::Follow::no);
  if (!status || !*status) return "no regular file";
  if ((*status)->kind == os::FileKind::link) return "a link";
  return (*status)->kind == os::FileKind::directory ? "an empty folder" : "no regular file";
}

void note_skipped(os::World& world, Terminal& terminal, const std::string& folder,
                  const data::Content& content) {
  for (std::size_t i = 0; i < std::min(content.skipped.size(), most_notes); ++i) {
    const std::string path = os::lexically_normal(os::join_path(folder, content.skipped[i]));
    terminal.err("note: " + one_line(path) + " is " + std::string(kind_of(world, path)) +
                 ": left out of the digest\n");
  }
  if (content.skipped.size() > most_notes) {
    terminal.err("note: " + std::to_string(content.skipped.size() - most_notes) +
                 " more are left out of the digest\n");
  }
}

Json digest_json(const std::string& path, const data::Content& content) {
  return {{"path", path},
          {"digest", content.digest.to_string()},
          {"bytes", content.bytes},
          {"files", content.files.size()},
          {"skipped", content.skipped}};
}

Result<Exit> digest_paths(os::World& outside, Terminal& terminal, const Arguments& arguments) {
  os::World world = outside;
  if (arguments.has("--fresh")) world.cache = nullptr;
  Exit exit = Exit::fine;
  Json all = Json::array();
  for (std::string path : arguments.positionals()) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    const auto content = data::digest_of(world, path);
    if (!content) {
      if (content.error().kind == ErrorKind::interrupted) return tl::unexpected(content.error());
      terminal.err("recipe: " + one_line(content.error().to_string()) + "\n");
      exit = worst(exit, exit_of(content.error()));
      continue;
    }
    note_skipped(world, terminal, path, *content);
    all.push_back(digest_json(path, *content));
    if (!arguments.json()) {
      terminal.out(content->digest.to_string() + "  " + one_line(path) + "\n");
    }
  }
  if (arguments.json()) terminal.out(to_page({{"digests", std::move(all)}}));
  return exit;
}

}  // namespace

constexpr Command commands::data_digest_command = {
    .name = "data digest",
    .summary = "prints the SHA-256 of files and folders, as recipes write it",
    .description =
        "Prints `sha256:` with 64 hexadecimal digits and the path, a line for each PATH.\n"
        "\n"
        "The digest of a file is the SHA-256 of its bytes. The digest of a folder is the SHA-256 "
        "of "
        "the sorted listing of its regular files, which is exactly what this prints:\n"
        "\n"
        "cd DIR && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum\n"
        "\n"
        "Links and empty folders in it are left out, and a note on standard error says so. A "
        "folder "
        "without a regular file has no digest: exit code 2.\n"
        "\n"
        "What has not changed since is not read again: digests are remembered by path, size, "
        "times and inode.",
    .example = "$ recipe data digest data/train.csv data/images",
    .positionals = digest_positionals,
    .options = digest_options,
    .run = digest_paths,
};

}  // namespace recipe::cli
