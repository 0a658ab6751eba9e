#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "os/world.h"

namespace recipe::data {

/// Which bytes a partial file holds the beginning of.
struct Origin {
  std::string url;
  std::string validator;                ///< a strong ETag, else Last-Modified, else empty
  std::optional<std::uint64_t> length;  ///< of the whole
  friend bool operator==(const Origin&, const Origin&) = default;
};

/// A download that has not come to its end: `NAME.part`, and `NAME.part.json` with its origin. Both
/// outlive the program, so that the next one goes on.
class Partial {
 public:
  /// `path` is where the whole file will be.
  Partial(os::World& world, const std::string& path)
      : world_(world), part_(path + ".part"), origin_path_(path + ".part.json") {}

  const std::string& path() const { return part_; }
  /// What is there; none if nothing is or its origin is not known.
  Result<std::optional<Origin>> origin();
  /// Bytes on the disk; 0 if it is not there.
  Result<std::uint64_t> size();
  /// An empty one in place of what was there.
  Result<> begin(const Origin& origin);
  /// Kept in memory until there is much of it or a second has passed; then on the disk, synced.
  Result<> add(std::string_view bytes);
  Result<> flush();
  Result<> remove();
  /// The whole file is there: it gets its name.
  Result<> rename_to(const std::string& path);

 private:
  os::World& world_;
  std::string part_;
  std::string origin_path_;
  std::string buffer_;
  std::chrono::steady_clock::time_point flushed_;
};

}  // namespace recipe::data
