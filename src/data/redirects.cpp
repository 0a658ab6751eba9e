#include "data/redirects.h"

#include "base/text.h"

namespace recipe::data {
namespace {

bool is_secure(std::string_view url) { return lower(url.substr(0, 8)) == "https://"; }

bool is_redirect(const os::HttpResponse& response) {
  return response.status / 100 == 3 && !response.redirect.empty();
}

}  // namespace

bool is_web_url(std::string_view url) {
  return is_secure(url) || lower(url.substr(0, 7)) == "http://";
}

std::string shown_url(std::string_view url) {
  std::string shown(url.substr(0, url.find_first_of("?#")));
  const std::size_t slashes = shown.find("//");
  if (slashes == std::string::npos) return shown;
  const std::size_t end = shown.find('/', slashes + 2);
  const std::size_t at = shown.substr(0, end).rfind('@');
  if (at != std::string::npos && at > slashes) shown.erase(slashes + 2, at - slashes - 1);
  return shown;
}

Result<Reached> get_following(os::Http& http, os::HttpRequest request,
                              const os::HttpListener& listener) {
  os::HttpListener last = listener;
  // The body of a redirect is for people.
  last.head = [&](const os::HttpResponse& head) {
    return !is_redirect(head) && listener.head(head);
  };
  for (int followed = 0;; ++followed) {
    TRY_ASSIGN(os::HttpResponse response, http.get(request, last));
    if (!is_redirect(response)) return Reached{std::move(response), request.url};
    const std::string& to = response.redirect;
    if (!is_web_url(to)) {
      return fail(ErrorKind::denied, "it leads to " + shown_url(to) + ", which is not on the web");
    }
    if (is_secure(request.url) && !is_secure(to)) {
      return fail(ErrorKind::denied,
                  "it leads from https to " + shown_url(to) + ", which anyone could change");
    }
    if (followed == most_redirects) {
      return fail(ErrorKind::denied, "it is redirected more than " +
                                         std::to_string(most_redirects) + " times, at last to " +
                                         shown_url(to));
    }
    request.url = to;
  }
}

}  // namespace recipe::data
