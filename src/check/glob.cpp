#include "check/glob.h"

#include <string>

namespace recipe::check {
namespace {

/// Where to go on if what was tried does not lead to the end.
struct WayBack {
  std::size_t pattern = std::string_view::npos;  ///< behind the stars; npos: there is none
  std::size_t path = 0;

  bool exists() const { return pattern != std::string_view::npos; }
};

constexpr std::size_t longest_class = 64;

struct OneByte {
  std::size_t length = 0;  ///< of the pattern
  bool meets = false;
};

/// `[a-z]`, `[!0-9]`; one that is not closed is a bracket.
OneByte byte_class(std::string_view pattern, char c) {
  const bool negated = pattern.size() > 1 && (pattern[1] == '!' || pattern[1] == '^');
  const std::size_t first = negated ? 2 : 1;
  const std::size_t end = pattern.substr(0, longest_class).find(']', first + 1);
  if (end == std::string_view::npos) return {1, c == '['};
  bool among = false;
  for (std::size_t i = first; i < end; ++i) {
    const bool range = i + 2 < end && pattern[i + 1] == '-';
    among = among || (range ? pattern[i] <= c && c <= pattern[i + 2] : pattern[i] == c);
    if (range) i += 2;
  }
  return {end + 1, c != '/' && among != negated};
}

/// What stands for one byte at the beginning of a pattern that is not empty.
OneByte one_byte(std::string_view pattern, char c) {
  if (pattern.front() == '?') return {1, c != '/'};
  if (pattern.front() == '[') return byte_class(pattern, c);
  if (pattern.front() == '\\' && pattern.size() > 1) return {2, pattern[1] == c};
  return {1, pattern.front() == c};
}

/// Greedy: it goes back to the last star of either kind only, since what stands before that has
/// matched as early as it can.
bool matches_whole(std::string_view pattern, std::string_view path) {
  std::size_t p = 0;
  std::size_t at = 0;
  WayBack star;
  WayBack stars;
  bool of_folders = false;  // `**/`: goes on at the beginning of a name only
  while (at < path.size()) {
    const OneByte byte = p < pattern.size() ? one_byte(pattern.substr(p), path[at]) : OneByte{};
    if (pattern.substr(p).starts_with("**")) {
      of_folders = pattern.substr(p).starts_with("**/") && (p == 0 || pattern[p - 1] == '/');
      p += of_folders ? 3 : 2;
      stars = {p, at};
      star = {};
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = {++p, at};
    } else if (byte.meets) {
      p += byte.length;
      ++at;
    } else if (star.exists() && path[star.path] != '/') {
      p = star.pattern;
      at = ++star.path;
    } else if (stars.exists()) {
      const std::size_t slash = path.find('/', stars.path);
      if (of_folders && slash == std::string_view::npos) return false;
      stars.path = of_folders ? slash + 1 : stars.path + 1;
      p = stars.pattern;
      at = stars.path;
      star = {};
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

bool matches(std::string_view pattern, std::string_view path) {
  std::string whole(pattern);
  if (whole.ends_with('/')) whole += "**";
  if (whole.starts_with('/')) {
    whole.erase(0, 1);
  } else if (whole.find('/') == std::string::npos) {
    whole = "**/" + whole;
  }
  return matches_whole(whole, path);
}

}  // namespace recipe::check
