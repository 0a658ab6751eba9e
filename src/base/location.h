#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe {

enum class Scheme { path, https, http, s3, hdfs, hive, git };

/// Where some bytes live, understood from its text alone: `https://`, `s3://bucket/key`,
/// `hdfs://nameservice/path`, `hive://host:port/database.table`, `git+https://...@commit`, or a
/// path relative to the recipe's folder.
struct Location {
  Scheme scheme = Scheme::path;
  std::string text;  ///< as written

  /// The last component: what the fetched file is called.
  std::string last_name() const;
  bool is_path() const { return scheme == Scheme::path; }
};

std::string_view to_string(Scheme scheme);

/// A location with a known scheme and something behind it, or a path. Text with white space, a
/// control character or an unknown scheme is no location.
std::optional<Location> parse_location(std::string_view text);
/// The same, but only with a scheme: what may be taken for a location in running text.
std::optional<Location> parse_url(std::string_view text);

}  // namespace recipe
