#include "os/real_http.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <memory>

#include "os/interruption.h"

namespace recipe::os {
namespace {

constexpr long connect_seconds = 30;
constexpr long stalled_seconds = 60;
constexpr long least_speed = 1;  // bytes per second

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

/// One transfer, as curl's callbacks see it.
struct Transfer {
  CURL* handle;
  const std::string& url;
  const HttpListener& listener;
  HttpResponse response = {};
  bool has_head = false;
  bool ended_by_listener = false;
};

std::string header_of(CURL* handle, const char* name) {
  curl_header* header = nullptr;
  if (curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return "";
  return header->value;
}

/// Where a Location leads from `url`; as it is where it cannot be read.
std::string absolute(const std::string& url, const std::string& location) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parts(curl_url(), &curl_url_cleanup);
  char* text = nullptr;
  if (!parts || curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
      curl_url_set(parts.get(), CURLUPART_URL, location.c_str(),
                   CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE) != CURLUE_OK ||
      curl_url_get(parts.get(), CURLUPART_URL, &text, 0) != CURLUE_OK) {
    return location;
  }
  const std::unique_ptr<char, decltype(&curl_free)> owned(text, &curl_free);
  return text;
}

/// Fills in the head and shows it to the listener, once.
bool take_head(Transfer& transfer) {
  if (transfer.has_head) return true;
  transfer.has_head = true;
  HttpResponse& response = transfer.response;
  long status = 0;
  curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  curl_off_t length = -1;
  curl_easy_getinfo(transfer.handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  if (length >= 0) response.length = static_cast<std::uint64_t>(length);
  curl_off_t wait = 0;
  curl_easy_getinfo(transfer.handle, CURLINFO_RETRY_AFTER, &wait);
  if (wait > 0) response.retry_after = std::chrono::seconds(wait);
  response.content_range = header_of(transfer.handle, "content-range");
  response.content_type = header_of(transfer.handle, "content-type");
  response.etag = header_of(transfer.handle, "etag");
  response.last_modified = header_of(transfer.handle, "last-modified");
  const std::string location = header_of(transfer.handle, "location");
  if (status / 100 == 3 && !location.empty()) response.redirect = absolute(transfer.url, location);
  transfer.ended_by_listener = !transfer.listener.head(response);
  return !transfer.ended_by_listener;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* data) {
  auto& transfer = *static_cast<Transfer*>(data);
  if (!take_head(transfer)) return 0;
  if (transfer.listener.body({bytes, size})) return size;
  transfer.ended_by_listener = true;
  return 0;
}

int keep_going(void*, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return interruption_requested() ? 1 : 0;
}

void set_certificates(CURL* handle) {
  for (const char* name : {"CURL_CA_BUNDLE", "SSL_CERT_FILE"}) {
    const char* file = std::getenv(name);
    if (file == nullptr || *file == '\0') continue;
    curl_easy_setopt(handle, CURLOPT_CAINFO, file);
    break;
  }
  const char* folder = std::getenv("SSL_CERT_DIR");
  if (folder != nullptr && *folder != '\0') curl_easy_setopt(handle, CURLOPT_CAPATH, folder);
}

void set_limits(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, least_speed);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, stalled_seconds);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
}

tl::unexpected<Error> failure(CURLcode code, const std::string& host, const char* detail) {
  const std::string reason = *detail != '\0' ? detail : curl_easy_strerror(code);
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return fail(ErrorKind::interrupted, "stopped while reading from " + host);
    case CURLE_PEER_FAILED_VERIFICATION:
      return fail(ErrorKind::denied, "the certificate of " + host + " is not trusted: " + reason);
    case CURLE_SSL_CACERT_BADFILE:
      return fail(ErrorKind::denied, "the trusted certificates cannot be read: " + reason);
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return fail(ErrorKind::invalid, "no URL that can be fetched: " + reason);
    case CURLE_OPERATION_TIMEDOUT:
      return fail(ErrorKind::timeout, host + " does not answer: " + reason);
    case CURLE_PARTIAL_FILE:
      return fail(ErrorKind::io, host + " ended the transfer early: " + reason);
    default:
      return fail(ErrorKind::io, "cannot read from " + host + ": " + reason);
  }
}

/// "example.org:8080": what errors name, so that neither a password nor a signed query is shown.
std::string host_of(const std::string& url) {
  const std::size_t slashes = url.find("//");
  std::string host = slashes == std::string::npos ? url : url.substr(slashes + 2);
  host = host.substr(0, host.find_first_of("/?#"));
  const std::size_t at = host.rfind('@');
  return at == std::string::npos ? host : host.substr(at + 1);
}

}  // namespace

Result<HttpResponse> RealHttp::get(const HttpRequest& request, const HttpListener& listener) {
  static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  const Handle handle(begun == CURLE_OK ? curl_easy_init() : nullptr, &curl_easy_cleanup);
  if (!handle) return fail(ErrorKind::unsupported, "libcurl does not start");
  Transfer transfer{handle.get(), request.url, listener};
  std::array<char, CURL_ERROR_SIZE> detail{};
  set_limits(handle.get());
  set_certificates(handle.get());
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, detail.data());
  curl_easy_setopt(handle.get(), CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_USERAGENT, "recipe/" RECIPE_VERSION);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(handle.get(), CURLOPT_XFERINFOFUNCTION, keep_going);
  curl_easy_setopt(handle.get(), CURLOPT_NOPROGRESS, 0L);
  // As headers: with CURLOPT_RANGE curl would take an answer with the whole for an error.
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(nullptr,
                                                                      &curl_slist_free_all);
  const auto add = [&](const std::string& header) {
    curl_slist* longer = curl_slist_append(headers.get(), header.c_str());
    if (longer == nullptr) return;
    static_cast<void>(headers.release());
    headers.reset(longer);
  };
  if (request.from > 0) {
    add(fmt::format("Range: bytes={}-", request.from));
    if (!request.if_range.empty()) add("If-Range: " + request.if_range);
  }
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());

  const CURLcode code = curl_easy_perform(handle.get());
  if (code != CURLE_OK && !transfer.ended_by_listener) {
    return failure(code, host_of(request.url), detail.data());
  }
  take_head(transfer);
  return std::move(transfer.response);
}

}  // namespace recipe::os
