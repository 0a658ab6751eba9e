#include "check/glob.h"

#include <string>

namespace recipe::check {
namespace {

/// Greedy with one way back for each kind of star, so that time is at most the product of both
/// lengths.
bool matches_whole(std::string_view pattern, std::string_view path) {
  std::size_t p = 0;
  std::size_t at = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_at = 0;
  std::size_t stars = std::string_view::npos;
  std::size_t stars_at = 0;
  while (at < path.size()) {
    if (p < pattern.size() && pattern.substr(p).starts_with("**")) {
      p += 2;
      // `**/` is also no folder at all.
      if (p < pattern.size() && pattern[p] == '/' && (p == 2 || pattern[p - 3] == '/')) ++p;
      stars = p;
      stars_at = at;
      star = std::string_view::npos;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_at = at;
    } else if (p < pattern.size() &&
               (pattern[p] == path[at] || (pattern[p] == '?' && path[at] != '/'))) {
      ++p;
      ++at;
    } else if (star != std::string_view::npos && path[star_at] != '/') {
      p = star;
      at = ++star_at;
    } else if (stars != std::string_view::npos) {
      p = stars;
      at = ++stars_at;
      star = std::string_view::npos;
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
