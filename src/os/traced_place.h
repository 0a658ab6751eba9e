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

/// `path` of a process as an absolute one, from the folder `from`, itself an absolute path. Without
/// a value where that is none.
std::optional<std::string> absolute_path(pid_t pid, const std::string& from,
                                         const std::string& path);
/// The path of an open descriptor, or of a link such as /proc/1/cwd; empty if there is none.
std::string link_target(const std::string& link);

}  // namespace recipe::os
