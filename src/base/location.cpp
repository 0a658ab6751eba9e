#include "base/location.h"

#include <array>

#include "base/text.h"

namespace recipe {
namespace {

struct Prefix {
  std::string_view text;
  Scheme scheme;
};

// Some write `hdfs:/path` for the default nameservice.
constexpr std::array<Prefix, 9> prefixes = {{
    {"https://", Scheme::https},
    {"http://", Scheme::http},
    {"s3://", Scheme::s3},
    {"s3a://", Scheme::s3},
    {"hdfs://", Scheme::hdfs},
    {"hdfs:/", Scheme::hdfs},
    {"webhdfs://", Scheme::hdfs},
    {"hive://", Scheme::hive},
    {"git+", Scheme::git},
}};

bool has_forbidden_byte(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F) return true;
  }
  return false;
}

}  // namespace

std::string_view to_string(Scheme scheme) {
  switch (scheme) {
    case Scheme::path:
      return "path";
    case Scheme::https:
      return "https";
    case Scheme::http:
      return "http";
    case Scheme::s3:
      return "s3";
    case Scheme::hdfs:
      return "hdfs";
    case Scheme::hive:
      return "hive";
    case Scheme::git:
      return "git";
  }
  return "";
}

std::string Location::last_name() const {
  std::string_view rest = text;
  if (!is_path()) {
    rest = rest.substr(0, rest.find_first_of("?#"));
    if (const std::size_t at = rest.find("://"); at != std::string_view::npos) {
      rest.remove_prefix(at + 3);
    }
  }
  while (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
  const std::size_t slash = rest.rfind('/');
  return std::string(slash == std::string_view::npos ? rest : rest.substr(slash + 1));
}

std::optional<Location> parse_url(std::string_view text) {
  if (has_forbidden_byte(text)) return std::nullopt;
  for (const Prefix& prefix : prefixes) {
    if (lower(text.substr(0, prefix.text.size())) != prefix.text) continue;
    if (text.size() == prefix.text.size()) return std::nullopt;
    return Location{prefix.scheme, std::string(text)};
  }
  return std::nullopt;
}

std::optional<Location> parse_location(std::string_view text) {
  text = trim(text);
  if (text.empty() || has_forbidden_byte(text)) return std::nullopt;
  if (auto url = parse_url(text)) return url;
  if (text.find("://") != std::string_view::npos || text.front() == '-') return std::nullopt;
  return Location{Scheme::path, std::string(text)};
}

}  // namespace recipe
