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

/// Greedy: it goes back to the last star of either kind only, since what stands before that has
/// matched as early as it can.
bool matches_whole(std::string_view pattern, std::string_view path) {
  std::size_t p = 0;
  std::size_t at = 0;
  WayBack star;
  WayBack stars;
  bool of_folders = false;  // `**/`: goes on at the beginning of a name only
  while (at < path.size()) {
    if (pattern.substr(p).starts_with("**")) {
      of_folders = pattern.substr(p).starts_with("**/") && (p == 0 || pattern[p - 1] == '/');
      p += of_folders ? 3 : 2;
      stars = {p, at};
      star = {};
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = {++p, at};
    } else if (p < pattern.size() &&
               (pattern[p] == path[at] || (pattern[p] == '?' && path[at] != '/'))) {
      ++p;
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
