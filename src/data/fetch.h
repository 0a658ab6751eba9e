#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/digest.h"
#include "os/world.h"

namespace recipe::data {

/// A file that is on the web.
struct Wanted {
  std::string name;               ///< what it will be called; no path
  std::vector<std::string> urls;  ///< mirrors of the same bytes, tried in order
  std::optional<std::uint64_t> size = {};
  std::optional<Digest> digest = {};
};

/// How far a download is.
struct Progress {
  std::uint64_t bytes = 0;             ///< that are here, also from earlier
  std::optional<std::uint64_t> total;  ///< none where the server does not say
  double rate = 0;                     ///< bytes per second of this connection; 0 at its beginning
  std::optional<double> remaining;     ///< seconds at that rate
};

struct FetchListener {
  /// A few times a second.
  std::function<void(const Progress&)> progress = [](const Progress&) {};
  /// Why a try failed and what is done about it; one line.
  std::function<void(const std::string&)> note = [](const std::string&) {};
};

/// What came of a download.
struct Fetched {
  std::string path;  ///< the file; a wrong one lies aside under another name
  std::string url;   ///< the mirror, empty if the file was there already
  Digest digest;
  std::uint64_t bytes = 0;
  std::string wrong;  ///< why it is not what was wanted, with both digests; else empty
};

/// Brings a file into `folder`, which is made. Where it is there already nothing is transferred; a
/// download that was broken off is gone on with. The file gets its name only when it is whole, has
/// the size and the digest that are wanted and is on the disk. A wrong one is kept as
/// `NAME.wrong-` and the beginning of its digest, and the next mirror is tried. The jitter of
/// waiting comes from `random`.
Result<Fetched> fetch(os::World& world, std::mt19937_64& random, const Wanted& wanted,
                      const std::string& folder, const FetchListener& listener);

/// A name without a folder, and none of those that stand for one.
bool is_file_name(const std::string& name);

/// The two sizes do not agree: "has 5 bytes, the recipe says 6".
std::string other_size(std::uint64_t found, std::uint64_t wanted);

}  // namespace recipe::data
