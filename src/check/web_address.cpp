#include "check/web_address.h"

#include <array>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::array<std::string_view, 4> hosts = {"github.com", "gitlab.com", "bitbucket.org",
                                                   "huggingface.co"};
constexpr std::array<std::string_view, 6> views_of_files = {"blob",    "tree",  "raw",
                                                            "resolve", "blame", "edit"};

int hexadecimal_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Takes the part before the next `/`.
std::string_view take(std::string_view& rest) {
  const std::size_t slash = rest.find('/');
  const std::string_view part = rest.substr(0, slash);
  rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
  return part;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hexadecimal_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hexadecimal_value(text[i + 2]) : -1;
    if (low < 0) {
      decoded += text[i];
    } else {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

std::string web_form(std::string_view clone_url) {
  const bool with_scheme = clone_url.starts_with("ssh://");
  std::string_view rest = clone_url.substr(with_scheme ? 6 : 0);
  if (!with_scheme && !rest.starts_with("git@")) return std::string(clone_url);
  if (rest.starts_with("git@")) rest.remove_prefix(4);
  const std::size_t end = rest.find_first_of(":/");
  if (end == std::string_view::npos) return std::string(clone_url);
  const std::string_view host = rest.substr(0, end);
  std::string_view path = rest.substr(end + 1);
  if (with_scheme && rest[end] == ':') {  // a port
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return std::string(clone_url);
    path.remove_prefix(slash + 1);
  }
  while (path.starts_with('/')) path.remove_prefix(1);
  return "https://" + std::string(host) + "/" + std::string(path);
}

std::optional<RepositoryAddress> repository_address(std::string_view url) {
  for (const std::string_view scheme : {"git+https://", "https://", "http://"}) {
    if (url.starts_with(scheme)) {
      url.remove_prefix(scheme.size());
      RepositoryAddress address;
      const std::size_t hash = url.find('#');
      if (hash != std::string_view::npos) address.fragment = std::string(url.substr(hash + 1));
      url = url.substr(0, hash);
      url = url.substr(0, url.find('?'));
      address.host = lower(take(url));
      if (address.host.starts_with("www.")) address.host.erase(0, 4);
      const bool raw = address.host == "raw.githubusercontent.com";
      if (raw) address.host = "github.com";
      bool known = false;
      for (const std::string_view host : hosts) known = known || host == address.host;
      if (!known) return std::nullopt;
      std::string_view owner = take(url);
      // Data sets and spaces are repositories of their own there.
      if (address.host == "huggingface.co" && (owner == "datasets" || owner == "spaces")) {
        owner = take(url);
      }
      std::string_view name = take(url);
      if (owner.empty() || name.empty()) return std::nullopt;
      if (name.ends_with(".git")) name.remove_suffix(4);
      address.repository = std::string(owner) + "/" + std::string(name);
      if (address.host == "gitlab.com" && url.starts_with("-/")) url.remove_prefix(2);
      address.view = raw ? "raw" : std::string(take(url));
      bool of_files = address.view == "commit";
      for (const std::string_view view : views_of_files)
        of_files = of_files || view == address.view;
      if (of_files) {
        address.revision = percent_decoded(take(url));
        while (url.ends_with('/')) url.remove_suffix(1);
        address.path = percent_decoded(url);
      }
      return address;
    }
  }
  return std::nullopt;
}

}  // namespace recipe::check
