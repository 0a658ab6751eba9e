#pragma once

#include <deque>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "os/http.h"

namespace recipe::fakes {

/// What a server says to one request.
struct Answer {
  os::HttpResponse head = {};
  std::string body = {};
  std::size_t pieces_of = 4;             ///< bytes that come at once
  std::optional<Error> ends = {};        ///< how it goes wrong behind the body
  std::function<void()> during = [] {};  ///< called behind each piece
};

/// A whole file with a validator: 200 and its length.
inline Answer whole(std::string body, std::string etag = "\"v1\"") {
  Answer answer;
  answer.head.status = 200;
  answer.head.length = body.size();
  answer.head.etag = std::move(etag);
  answer.body = std::move(body);
  return answer;
}

/// The rest of a file from a byte on: 206.
inline Answer rest(const std::string& file, std::size_t from, std::string etag = "\"v1\"") {
  Answer answer = whole(file.substr(from), std::move(etag));
  answer.head.status = 206;
  answer.head.content_range = "bytes " + std::to_string(from) + "-" +
                              std::to_string(file.size() - 1) + "/" + std::to_string(file.size());
  return answer;
}

inline Answer status(int code) {
  Answer answer;
  answer.head.status = code;
  return answer;
}

inline Answer redirect(std::string to) {
  Answer answer = status(302);
  answer.head.redirect = std::move(to);
  return answer;
}

/// The first bytes of `answer`, then the connection breaks.
inline Answer broken_after(std::size_t bytes, Answer answer) {
  answer.body.resize(bytes);
  answer.ends = Error{ErrorKind::io, "the connection broke", {}};
  return answer;
}

/// Plays answers that the test wrote down, by URL in order; the last of a URL is repeated. A URL
/// without answers has no server.
class ScriptHttp : public os::Http {
 public:
  std::map<std::string, std::deque<Answer>> answers;
  std::vector<os::HttpRequest> requests;  ///< all that were made

  Result<os::HttpResponse> get(const os::HttpRequest& request,
                               const os::HttpListener& listener) override {
    requests.push_back(request);
    auto& left = answers[request.url];
    if (left.empty()) return fail(ErrorKind::io, "no server at " + request.url);
    const Answer answer = left.front();
    if (left.size() > 1) left.pop_front();
    if (!listener.head(answer.head)) return answer.head;
    for (std::size_t at = 0; at < answer.body.size(); at += answer.pieces_of) {
      if (!listener.body(std::string_view(answer.body).substr(at, answer.pieces_of))) {
        return answer.head;
      }
      answer.during();
    }
    if (answer.ends) return tl::unexpected(*answer.ends);
    return answer.head;
  }
};

}  // namespace recipe::fakes
