#include "os/traced_place.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "os/descriptor.h"

namespace recipe::os {
namespace {

using Kind = TracedPlace::Kind;

constexpr std::size_t most_folders = 65536;

bool below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool is_system(std::string_view path) {
  return below(path, "/proc") || below(path, "/sys") ||
         (below(path, "/dev") && !below(path, "/dev/shm"));
}

/// Names below /proc and /sys differ from process to process and mean nothing afterwards.
std::string system_name(std::string_view path) {
  if (below(path, "/proc")) return "/proc";
  if (below(path, "/sys")) return "/sys";
  return std::string(path);
}

void fill(TracedPlace& place, const struct stat& found) {
  place.mode = found.st_mode;
  place.bytes = S_ISREG(found.st_mode) ? static_cast<std::uint64_t>(found.st_size) : 0;
  place.modified_ns = std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec;
  place.inode = found.st_ino;
  if (S_ISREG(found.st_mode)) {
    place.kind = Kind::regular;
  } else if (S_ISDIR(found.st_mode)) {
    place.kind = Kind::folder;
  } else {
    place.kind = S_ISLNK(found.st_mode) ? Kind::link : Kind::other;
  }
}

std::string path_of(const Descriptor& opened) {
  return link_target("/proc/self/fd/" + std::to_string(opened.get()));
}

/// All links of `path` resolved.
void look_through(TracedPlace& place, const std::string& path) {
  const Descriptor opened(::open(path.c_str(), O_PATH | O_CLOEXEC));
  struct stat found {};
  if (!opened || ::fstat(opened.get(), &found) != 0) {
    place.kind = Kind::absent;
    return;
  }
  fill(place, found);
  place.path = path_of(opened);
  if (is_system(place.path)) {
    place.kind = Kind::system;
    place.path = system_name(place.path);
  }
}

}  // namespace

std::string link_target(const std::string& link) {
  std::array<char, PATH_MAX> target;
  const ssize_t length = ::readlink(link.c_str(), target.data(), target.size());
  return length > 0 ? std::string(target.data(), static_cast<std::size_t>(length)) : "";
}

std::optional<std::string> absolute_path(pid_t pid, const std::string& from,
                                         const std::string& path) {
  if (path.starts_with("/proc/self/") || path.starts_with("/dev/fd/")) {
    // Here these would be our own.
    const std::size_t rest = path.starts_with("/dev/") ? 5 : 11;
    std::string target = link_target("/proc/" + std::to_string(pid) + "/" + path.substr(rest));
    return target.starts_with('/') ? std::move(target) : path;
  }
  if (path.starts_with('/')) return path;
  if (!from.starts_with('/')) return std::nullopt;
  std::string whole;
  whole.reserve(from.size() + 1 + path.size());
  whole = from;
  if (path.empty()) return whole;
  if (whole.size() > 1) whole += '/';
  whole += path;
  return whole;
}

const std::string* TracedPlaces::real_folder(std::string_view folder) {
  key_ = folder;
  const auto known = folders_.find(key_);
  if (known != folders_.end()) return &known->second;
  const Descriptor opened(::open(key_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!opened) return nullptr;
  if (folders_.size() >= most_folders) folders_.clear();
  return &folders_.emplace(key_, path_of(opened)).first->second;
}

TracedPlace TracedPlaces::look(const std::string& absolute, LastLink last) {
  TracedPlace place;
  if (is_system(absolute)) {
    place.kind = Kind::system;
    place.path = system_name(absolute);
    return place;
  }
  if (!looking_) {
    place.kind = Kind::unknown;
    place.path = absolute;
    return place;
  }
  const std::size_t slash = absolute.rfind('/');
  const std::string_view name = std::string_view(absolute).substr(slash + 1);
  if (name.empty() || name == "." || name == "..") {
    look_through(place, absolute);
    return place;
  }
  const std::string* folder =
      real_folder(std::string_view(absolute).substr(0, slash == 0 ? 1 : slash));
  if (folder == nullptr) {
    place.kind = Kind::no_folder;
    return place;
  }
  place.path.reserve(folder->size() + 1 + name.size());
  place.path = *folder;
  if (!place.path.ends_with('/')) place.path += '/';
  place.path += name;
  if (is_system(place.path)) {
    place.kind = Kind::system;
    place.path = system_name(place.path);
    return place;
  }
  struct stat found {};
  if (::lstat(place.path.c_str(), &found) != 0) return place;
  fill(place, found);
  if (place.kind == Kind::link && last == LastLink::follow) {
    const std::string link = place.path;
    look_through(place, link);
    place.through_link = true;
  }
  return place;
}

}  // namespace recipe::os
