#pragma once

#include "os/http.h"

namespace recipe::os {

/// By libcurl: 30 s to connect, and given up after 60 s without a byte. Proxies come from the
/// environment as curl takes them; certificates from CURL_CA_BUNDLE, SSL_CERT_FILE and SSL_CERT_DIR
/// where set, else from the system.
class RealHttp : public Http {
 public:
  Result<HttpResponse> get(const HttpRequest& request, const HttpListener& listener) override;
};

}  // namespace recipe::os
