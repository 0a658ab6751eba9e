#include "document/repository_link.h"

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/text.h"

namespace recipe::document {
namespace {

constexpr std::array<std::string_view, 6> hosts = {
    "github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "huggingface.co", "git.sr.ht"};

// Pages of the hosts themselves, where the name of an owner would stand.
constexpr std::array<std::string_view, 8> no_owners = {"about",  "features", "orgs",   "topics",
                                                       "search", "docs",     "papers", "settings"};

std::string commit_in_path(std::string_view path) {
  for (const std::string_view part : split(path, '/')) {
    const std::string_view word = part.substr(0, part.find_first_of("?#"));
    if (is_commit(word)) return lower(word);
  }
  return "";
}

/// `https://host/owner/name` of a page within a repository.
std::optional<RepositoryLink> on_known_host(std::string_view url) {
  const std::size_t scheme = url.find("://");
  std::string_view rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("?#"));
  std::vector<std::string_view> parts = split(rest, '/');
  while (!parts.empty() && parts.back().empty()) parts.pop_back();
  if (parts.empty()) return std::nullopt;
  std::string host = lower(parts[0]);
  if (host.starts_with("www.")) host.erase(0, 4);
  if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) return std::nullopt;
  const bool dataset = host == "huggingface.co" && parts.size() > 1 &&
                       (parts[1] == "datasets" || parts[1] == "spaces");
  const std::size_t owner = dataset ? 2 : 1;
  if (parts.size() < owner + 2) return std::nullopt;
  if (std::find(no_owners.begin(), no_owners.end(), parts[owner]) != no_owners.end()) {
    return std::nullopt;
  }
  std::string repository(url.substr(0, scheme + 3));
  for (std::size_t i = 0; i <= owner + 1; ++i) {
    if (i > 0) repository += "/";
    repository += parts[i];
  }
  return RepositoryLink{std::move(repository), commit_in_path(rest)};
}

}  // namespace

std::optional<RepositoryLink> repository_link(std::string_view url) {
  if (lower(url.substr(0, 4)) == "git+") {
    url.remove_prefix(4);
    const std::size_t at = url.rfind('@');
    if (at != std::string_view::npos && is_commit(url.substr(at + 1))) {
      return RepositoryLink{std::string(url.substr(0, at)), lower(url.substr(at + 1))};
    }
    return RepositoryLink{std::string(url), ""};
  }
  const bool web = url.starts_with("https://") || url.starts_with("http://");
  if (web) {
    if (auto known = on_known_host(url)) return known;
  }
  if (url.ends_with(".git")) return RepositoryLink{std::string(url), ""};
  return std::nullopt;
}

}  // namespace recipe::document
