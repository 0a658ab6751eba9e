#include <fmt/format.h>

#include <algorithm>

#include "data/digest_of.h"
#include "data/walk.h"

namespace recipe::data {
namespace {

/// The path comes first and may hold spaces; four numbers follow.
std::string stamp_line(const std::string& path, const os::FileStatus& status) {
  return fmt::format("{} {} {} {} {}", path, status.size, status.modified_ns, status.changed_ns,
                     status.inode);
}

std::string stamped_path(const std::string& line) {
  std::size_t end = line.size();
  for (int field = 0; field < 4 && end != std::string::npos && end > 0; ++field) {
    end = line.rfind(' ', end - 1);
  }
  return line.substr(0, end);
}

}  // namespace

Result<Stamp> stamp_of(os::World& world, const std::string& path) {
  TRY_ASSIGN(const auto top, world.files.status(path, os::Follow::yes));
  if (!top) return fail(ErrorKind::not_found, "there is no " + path);
  Stamp stamp;
  if (top->kind != os::FileKind::directory) {
    stamp.lines.push_back(stamp_line("./" + os::file_name(path), *top));
    return stamp;
  }
  TRY_ASSIGN(const Tree tree, walk(world, path));
  for (const FoundFile& file : tree.files) {
    stamp.lines.push_back(stamp_line(file.path, file.status));
  }
  return stamp;
}

std::string first_difference(const Stamp& before, const Stamp& after) {
  const auto [a, b] = std::mismatch(before.lines.begin(), before.lines.end(), after.lines.begin(),
                                    after.lines.end());
  if (a == before.lines.end() && b == after.lines.end()) return "";
  if (a == before.lines.end()) return stamped_path(*b);
  if (b == after.lines.end()) return stamped_path(*a);
  return std::min(stamped_path(*a), stamped_path(*b));
}

}  // namespace recipe::data
