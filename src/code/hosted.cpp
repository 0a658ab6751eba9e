#include "base/text.h"
#include "code/history.h"

namespace recipe::code {

bool Hosted::same_as(const Hosted& other) const {
  return host == other.host && lower(owner) == lower(other.owner) &&
         lower(name) == lower(other.name);
}

std::optional<Hosted> hosted(std::string_view url) {
  url = trim(url);
  for (const std::string_view front : {"git+", "scm:"}) {
    if (url.starts_with(front)) url.remove_prefix(front.size());
  }
  std::string_view host;
  std::string_view path;
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) {
    const std::string name = lower(url.substr(0, scheme));
    if (name != "https" && name != "http" && name != "ssh" && name != "git") return std::nullopt;
    const std::string_view rest = url.substr(scheme + 3);
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    host = rest.substr(0, slash);
    path = rest.substr(slash + 1);
  } else {
    // `git@github.com:owner/name.git`; `a/b:c` is a path.
    const std::size_t colon = url.find(':');
    if (colon == std::string_view::npos ||
        url.substr(0, colon).find('/') != std::string_view::npos ||
        url.substr(0, colon).find('.') == std::string_view::npos) {
      return std::nullopt;
    }
    host = url.substr(0, colon);
    path = url.substr(colon + 1);
  }
  if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) {
    host.remove_prefix(user + 1);
  }
  host = host.substr(0, host.find(':'));
  if (host.starts_with("www.")) host.remove_prefix(4);
  path = path.substr(0, path.find_first_of("?#"));
  while (path.ends_with('/')) path.remove_suffix(1);
  while (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with(".git")) path.remove_suffix(4);
  const std::size_t slash = path.rfind('/');
  if (host.empty() || slash == std::string_view::npos || slash + 1 == path.size()) {
    return std::nullopt;
  }
  return Hosted{lower(host), std::string(path.substr(0, slash)),
                std::string(path.substr(slash + 1))};
}

}  // namespace recipe::code
