#include <vector>

#include "base/text.h"
#include "os/file_system.h"

namespace recipe::os {
namespace {

std::string_view without_trailing_slashes(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return path;
}

}  // namespace

std::string join_path(std::string_view folder, std::string_view part) {
  if (folder.empty() || (!part.empty() && part.front() == '/')) return std::string(part);
  std::string path(folder);
  if (part.empty()) return path;
  if (path.back() != '/') path += '/';
  return path.append(part);
}

std::string parent_path(std::string_view path) {
  path = without_trailing_slashes(path);
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(without_trailing_slashes(path.substr(0, slash == 0 ? 1 : slash)));
}

std::string file_name(std::string_view path) {
  path = without_trailing_slashes(path);
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string lexically_normal(std::string_view path) {
  const bool absolute = !path.empty() && path.front() == '/';
  std::vector<std::string> parts;
  for (const std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.emplace_back(part);
    } else if (!parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!absolute) {
      parts.emplace_back(part);
    }
  }
  const std::string joined = (absolute ? "/" : "") + join(parts, "/");
  return joined.empty() ? "." : joined;
}

bool stays_inside(std::string_view path) {
  if (path.find('\0') != std::string_view::npos) return false;
  const std::string normal = lexically_normal(path);
  return normal.front() != '/' && normal != ".." && normal.rfind("../", 0) != 0;
}

}  // namespace recipe::os
