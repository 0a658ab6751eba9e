#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace recipe::os {

/// What lies at a path of a traced process.
struct TracedPlace {
  enum class Kind {
    absent,
    no_folder,  ///< nor the folder that would hold it
    regular,
    folder,
    link,    ///< only where links are not followed
    system,  ///< below /proc, /sys or /dev: not looked at
    other,   ///< pipe, socket, device
    unknown  ///< not looked at, see `TracedPlaces::stop_looking`
  };
  Kind kind = Kind::absent;
  std::string path;           ///< with links resolved
  bool through_link = false;  ///< the last name itself was a symbolic link
  unsigned mode = 0;
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;
  std::uint64_t inode = 0;
};

enum class LastLink { follow, keep };

/// Finds the files that traced processes name. Remembers into which folders folders lead, until
/// `forget`.
class TracedPlaces {
 public:
  /// `path` as an absolute one, from a descriptor of the process or, with -1 or AT_FDCWD, from its
  /// working directory. Without a value where that is no folder.
  static std::optional<std::string> absolute(pid_t pid, std::int64_t folder,
                                             const std::string& path);
  TracedPlace look(const std::string& absolute, LastLink last);
  /// A link or a folder has changed its name.
  void forget() { folders_.clear(); }
  /// From now on nothing is looked up: a traced process may be serving files itself, and would wait
  /// for us.
  void stop_looking() { looking_ = false; }
  bool looking() const { return looking_; }

 private:
  const std::string* real_folder(std::string_view folder);

  std::unordered_map<std::string, std::string> folders_;
  std::string key_;
  bool looking_ = true;
};

/// The path of an open descriptor, or of a link such as /proc/1/cwd; empty if there is none.
std::string link_target(const std::string& link);

}  // namespace recipe::os
