#include "check/uri_fault.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::array<std::string_view, 7> typographic_quotes = {
    "\u201c", "\u201d", "\u2018", "\u2019", "\u00ab", "\u00bb", "`"};
constexpr std::array<std::string_view, 2> web_schemes = {"https", "http"};
// Of these one slash is a path without a host, which some programs take for a default one.
constexpr std::array<std::string_view, 7> schemes_with_host = {"https", "http", "hdfs", "s3",
                                                               "s3a",   "gs",   "ftp"};
// Near to "http" or "https", yet right.
constexpr std::array<std::string_view, 2> near_schemes = {"ftps", "shttp"};

bool starts_folded(std::string_view text, std::string_view prefix) {
  return lower(text.substr(0, prefix.size())) == prefix;
}

std::string_view without_quotes(std::string_view text) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view quote : typographic_quotes) {
      if (text.starts_with(quote)) {
        text.remove_prefix(quote.size());
        changed = true;
      }
      if (text.ends_with(quote)) {
        text.remove_suffix(quote.size());
        changed = true;
      }
    }
  }
  return text;
}

std::optional<UriFault> doubled_scheme(std::string_view text, std::string_view rest) {
  for (const std::string_view inner : {"https://", "http://", "https//", "http//"}) {
    if (!starts_folded(rest, inner)) continue;
    const std::string_view host = rest.substr(inner.size());
    const std::string scheme =
        starts_folded(inner, "https") || starts_folded(text, "https") ? "https://" : "http://";
    return UriFault{"the scheme is written twice", scheme + std::string(host)};
  }
  return std::nullopt;
}

std::optional<UriFault> lacks_colon(std::string_view text) {
  for (const std::string_view scheme : web_schemes) {
    const std::string start = std::string(scheme) + "//";
    if (!starts_folded(text, start) || text.size() == start.size()) continue;
    return UriFault{"the scheme lacks its colon",
                    std::string(scheme) + "://" + std::string(text.substr(start.size()))};
  }
  return std::nullopt;
}

/// `http:/host`, `https:///host`, `hdfs:/path`
std::optional<UriFault> slashes(std::string_view text, std::string_view scheme,
                                std::string_view behind) {
  const std::size_t count = std::min(behind.find_first_not_of('/'), behind.size());
  if (count == behind.size() || count == 2 || count == 0) return std::nullopt;
  const std::string mended =
      std::string(text.substr(0, scheme.size())) + "://" + std::string(behind.substr(count));
  if (scheme == "hdfs") {
    if (count != 1) return std::nullopt;
    return UriFault{"it has one slash behind the scheme and names no nameservice", ""};
  }
  if (count == 1) return UriFault{"it has one slash behind the scheme", mended};
  return UriFault{"it has " + std::to_string(count) + " slashes behind the scheme", mended};
}

/// "htpp" and the like.
std::optional<std::string_view> misspelt_scheme(std::string_view scheme) {
  if (scheme.size() < 3 || scheme.size() > 6) return std::nullopt;
  if (std::find(near_schemes.begin(), near_schemes.end(), scheme) != near_schemes.end()) {
    return std::nullopt;
  }
  for (const std::string_view meant : web_schemes) {
    const auto near = nearest(scheme, {std::string(meant)});
    if (near && scheme != meant && scheme != "http" && scheme != "https") return meant;
  }
  return std::nullopt;
}

}  // namespace

bool has_scheme(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() &&
         (is_alnum(text[i]) || (i > 0 && (text[i] == '+' || text[i] == '-' || text[i] == '.')))) {
    ++i;
  }
  return i > 1 && !is_digit(text[0]) && i < text.size() && text[i] == ':';
}

std::optional<UriFault> uri_fault(std::string_view text) {
  const std::string_view bare = without_quotes(text);
  if (bare.size() != text.size() && (has_scheme(bare) || bare.starts_with("www."))) {
    return UriFault{
        bare.find('`') == std::string_view::npos && text.find('`') != std::string_view::npos
            ? "backticks are part of the address"
            : "typographic quotes are part of the address",
        std::string(bare)};
  }
  if (auto fault = lacks_colon(text)) return fault;
  if (!has_scheme(text)) return std::nullopt;
  const std::size_t colon = text.find(':');
  const std::string scheme = lower(text.substr(0, colon));
  std::string_view behind = text.substr(colon + 1);
  const bool web = std::find(web_schemes.begin(), web_schemes.end(), scheme) != web_schemes.end();
  if (web && behind.starts_with("://")) {
    return UriFault{"the colon is written twice", scheme + std::string(behind)};
  }
  if (web && behind == "//") return UriFault{"it names no host", ""};
  if (web && behind.starts_with("//")) {
    if (auto fault = doubled_scheme(text, behind.substr(2))) return fault;
  }
  if (std::find(schemes_with_host.begin(), schemes_with_host.end(), scheme) !=
      schemes_with_host.end()) {
    return slashes(text, scheme, behind);
  }
  if (behind.starts_with("//")) {
    if (const auto meant = misspelt_scheme(scheme)) {
      return UriFault{"there is no scheme \"" + scheme + "\"",
                      std::string(*meant) + ":" + std::string(behind)};
    }
  }
  return std::nullopt;
}

}  // namespace recipe::check
