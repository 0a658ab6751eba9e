#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace recipe::os {

struct HttpRequest {
  std::string url;         ///< http or https
  std::uint64_t from = 0;  ///< the first byte that is wanted; 0 asks for the whole
  std::string if_range;    ///< validator: a range only of what it names, else the whole
};

/// The head of an answer. What the server does not say is empty.
struct HttpResponse {
  int status = 0;
  std::string redirect;                 ///< absolute, of a 3xx with a Location
  std::optional<std::uint64_t> length;  ///< bytes of this answer's body
  std::string content_range;            ///< as sent, "bytes 5-9/10"
  std::string content_type;
  std::string etag;
  std::string last_modified;
  std::optional<std::chrono::seconds> retry_after;
};

/// What an answer is given to. Either function returns false to end the transfer.
struct HttpListener {
  /// Once, before the first byte of the body.
  std::function<bool(const HttpResponse&)> head = [](const HttpResponse&) { return true; };
  std::function<bool(std::string_view)> body = [](std::string_view) { return true; };
};

/// The door to the web. One request, one answer: redirects are not followed, nothing is tried again
/// and no credentials are sent but those that the URL holds.
class Http {
 public:
  virtual ~Http() = default;
  /// GET. The answer, whatever its status, once the body has come to its end or the listener has
  /// ended it. Errors: io and timeout, where another try may help, also a body shorter than its
  /// Content-Length; denied, a certificate that is not trusted; interrupted, by the user.
  virtual Result<HttpResponse> get(const HttpRequest& request, const HttpListener& listener) = 0;
};

}  // namespace recipe::os
