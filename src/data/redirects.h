#pragma once

#include "os/http.h"

namespace recipe::data {

inline constexpr int most_redirects = 10;

/// An answer and the URL that gave it in the end.
struct Reached {
  os::HttpResponse response;
  std::string url;
};

/// GET that follows redirects: to http and https only, never from https to http, at most
/// `most_redirects`. The listener sees only the last answer. What the rules forbid is an error of
/// kind denied.
Result<Reached> get_following(os::Http& http, os::HttpRequest request,
                              const os::HttpListener& listener);

/// True for http:// and https://, whatever their case.
bool is_web_url(std::string_view url);

/// A URL for messages: without a password, and without the query, which may be a signature.
std::string shown_url(std::string_view url);

}  // namespace recipe::data
