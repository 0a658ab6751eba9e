#include "data/download.h"

#include <fmt/format.h>

#include "base/quantity.h"
#include "base/text.h"
#include "data/content_range.h"
#include "data/redirects.h"

namespace recipe::data {
namespace {

constexpr std::chrono::milliseconds between_reports{250};

/// What names exactly these bytes to the server: a strong ETag, else the time of the last change.
std::string validator_of(const os::HttpResponse& head) {
  const bool weak = head.etag.starts_with("W/") || head.etag.starts_with("w/");
  return head.etag.empty() || weak ? head.last_modified : head.etag;
}

bool names_web_page(const std::string& name) {
  const std::string ending = lower(name);
  return ending.ends_with(".html") || ending.ends_with(".htm") || ending.ends_with(".xhtml");
}

bool worth_another_try(int status) { return status == 408 || status == 429 || status / 100 == 5; }

ErrorKind kind_of_status(int status) {
  if (status == 401 || status == 403) return ErrorKind::denied;
  if (status == 404 || status == 410) return ErrorKind::not_found;
  return ErrorKind::io;
}

std::string_view words_of_status(int status) {
  switch (status) {
    case 401:
      return " (it wants a password)";
    case 403:
      return " (forbidden)";
    case 404:
      return " (not found)";
    case 410:
      return " (gone)";
    case 429:
      return " (too many requests)";
    default:
      return status / 100 == 5 ? " (the server's fault)" : "";
  }
}

}  // namespace

bool Download::end(Next next, ErrorKind kind, std::string message) {
  refused_ = Ending{next, Error{kind, std::move(message), {}}, {}};
  return false;
}

Result<os::HttpRequest> Download::request_for(const std::string& url) {
  TRY_ASSIGN(const auto origin, partial_.origin());
  TRY_ASSIGN(const std::uint64_t size, partial_.size());
  origin_ = {};
  bytes_ = began_with_ = 0;
  if (!origin || origin->url != url || size == 0) return os::HttpRequest{url, 0, ""};
  // Without a validator only the digest could tell two files apart.
  const bool safe = !origin->validator.empty() || wanted_.digest;
  if (!safe || (origin->length && size > *origin->length)) return os::HttpRequest{url, 0, ""};
  origin_ = *origin;
  bytes_ = began_with_ = size;
  return os::HttpRequest{url, size, origin->validator};
}

bool Download::fits_on_disk() {
  const auto total = origin_.length ? origin_.length : wanted_.size;
  if (!total || *total <= bytes_) return true;
  const auto free = world_.files.free_space(os::parent_path(partial_.path()));
  const std::uint64_t needed = *total - bytes_;
  if (!free || *free >= needed) return true;
  return end(
      Next::stop, ErrorKind::io,
      fmt::format("there is no room for it in {}: it needs {}, {} are free",
                  os::parent_path(partial_.path()), format_bytes(static_cast<double>(needed)),
                  format_bytes(static_cast<double>(*free))));
}

bool Download::take_whole(const os::HttpResponse& head) {
  if (lower(head.content_type).starts_with("text/html") && !wanted_.digest &&
      !names_web_page(wanted_.name)) {
    return end(Next::give_up, ErrorKind::denied,
               "it answers with a web page; state the digest if that is what is wanted");
  }
  if (head.length && wanted_.size && *head.length != *wanted_.size) {
    return end(Next::give_up, ErrorKind::io, "it " + other_size(*head.length, *wanted_.size));
  }
  origin_ = {url_, validator_of(head), head.length};
  bytes_ = began_with_ = 0;
  in_parts_ = false;
  if (const auto begun = partial_.begin(origin_); !begun) {
    refused_ = local(begun.error());
    return false;
  }
  return fits_on_disk();
}

bool Download::take_rest(const os::HttpRequest& request, const os::HttpResponse& head) {
  const auto range = parse_content_range(head.content_range);
  const bool asked = request.from > 0 && range && range->first == request.from;
  const std::string now = validator_of(head);
  const bool other = !now.empty() && !origin_.validator.empty() && now != origin_.validator;
  const bool other_length =
      range && range->total && origin_.length && *range->total != *origin_.length;
  if (!asked || other || other_length) {
    if (const auto removed = partial_.remove(); !removed) {
      refused_ = local(removed.error());
      return false;
    }
    return end(request.from > 0 ? Next::again : Next::give_up, ErrorKind::io,
               asked ? "the file has changed since its first part came"
                     : "it answers with a part that nobody asked for");
  }
  return fits_on_disk();
}

bool Download::take_head(const os::HttpRequest& request, const os::HttpResponse& head) {
  began_ = reported_ = world_.clock.steady();
  if (head.status == 200) return take_whole(head);
  if (head.status == 206) return take_rest(request, head);
  // What stands behind other answers is for people.
  return false;
}

bool Download::take_body(std::string_view bytes) {
  if (world_.environment.interrupted()) {
    return end(Next::stop, ErrorKind::interrupted, "stopped while fetching " + wanted_.name);
  }
  bytes_ += bytes.size();
  const bool above_length = origin_.length && bytes_ > *origin_.length;
  if (above_length || (wanted_.size && bytes_ > *wanted_.size)) {
    if (const auto removed = partial_.remove(); !removed) {
      refused_ = local(removed.error());
      return false;
    }
    return end(
        Next::give_up, ErrorKind::io,
        above_length
            ? fmt::format("it sends more than the {} bytes that it announced", *origin_.length)
            : fmt::format("it sends more than the {} bytes that the recipe says", *wanted_.size));
  }
  if (const auto added = partial_.add(bytes); !added) {
    refused_ = local(added.error());
    return false;
  }
  report(false);
  return true;
}

void Download::report(bool now) {
  const auto time = world_.clock.steady();
  if (!now && time - reported_ < between_reports) return;
  reported_ = time;
  Progress progress;
  progress.bytes = bytes_;
  progress.total = origin_.length ? origin_.length : wanted_.size;
  const double seconds = std::chrono::duration<double>(time - began_).count();
  if (seconds > 0) progress.rate = static_cast<double>(bytes_ - began_with_) / seconds;
  if (progress.total && progress.rate > 0 && *progress.total >= bytes_) {
    progress.remaining = static_cast<double>(*progress.total - bytes_) / progress.rate;
  }
  listener_.progress(progress);
}

Download::Ending Download::at_the_end() {
  report(true);
  const auto total = origin_.length;
  if (total && bytes_ < *total) {
    return {Next::again,
            {ErrorKind::io, fmt::format("it ended after {} of {} bytes", bytes_, *total), {}},
            {}};
  }
  if (wanted_.size && bytes_ != *wanted_.size) {
    if (const auto removed = partial_.remove(); !removed) return local(removed.error());
    return {Next::give_up, {ErrorKind::io, "it " + other_size(bytes_, *wanted_.size), {}}, {}};
  }
  return {};
}

Download::Ending Download::by_status(const os::HttpRequest& request,
                                     const os::HttpResponse& response) {
  if (response.status == 200 || response.status == 206) return at_the_end();
  if (response.status == 416 && request.from > 0) {
    const auto range = parse_content_range(response.content_range);
    if (range && range->total == request.from) return {};
    if (const auto removed = partial_.remove(); !removed) return local(removed.error());
    return {Next::again, {ErrorKind::io, "it has no more bytes than came before", {}}, {}};
  }
  Ending ending{worth_another_try(response.status) ? Next::again : Next::give_up,
                {kind_of_status(response.status),
                 fmt::format("it answers {}{}", response.status, words_of_status(response.status)),
                 {}},
                response.retry_after};
  if (ending.wait && *ending.wait > longest_retry_after) {
    ending.next = Next::give_up;
    ending.why.message += fmt::format(" and asks to come back in {}",
                                      format_duration(static_cast<double>(ending.wait->count())));
  }
  return ending;
}

Download::Ending Download::try_once(const std::string& url) {
  refused_.reset();
  url_ = url;
  const auto request = request_for(url);
  if (!request) return local(request.error());
  in_parts_ = request->from > 0;
  if (in_parts_ && origin_.length == request->from) return {};
  os::HttpListener listener;
  listener.head = [&](const os::HttpResponse& head) { return take_head(*request, head); };
  listener.body = [&](std::string_view bytes) { return take_body(bytes); };
  const auto reached = get_following(world_.http, *request, listener);
  // Whatever happened: what came is kept.
  const auto flushed = partial_.flush();
  if (refused_) return *refused_;
  if (!flushed) return local(flushed.error());
  if (reached) return by_status(*request, reached->response);
  const ErrorKind kind = reached.error().kind;
  if (kind == ErrorKind::interrupted) return local(reached.error());
  const bool again = kind == ErrorKind::io || kind == ErrorKind::timeout;
  return {again ? Next::again : Next::give_up, reached.error(), {}};
}

Result<> Download::bring(const std::string& url) {
  Backoff backoff(random_);
  in_parts_ = false;
  other_mirrors_ = true;
  for (int tries = 1;; ++tries) {
    Ending ending = try_once(url);
    if (ending.next == Next::done) return {};
    other_mirrors_ = ending.next != Next::stop;
    if (ending.next == Next::again && tries == most_tries) {
      ending.why.message += fmt::format(" (after {} tries)", tries);
    }
    if (ending.next != Next::again || tries == most_tries) {
      return fail(std::move(ending.why), shown_url(url));
    }
    const std::chrono::milliseconds time = ending.wait ? *ending.wait : backoff.next();
    listener_.note(fmt::format("{}: {}; try {} of {} in {}", shown_url(url), ending.why.message,
                               tries + 1, most_tries,
                               format_duration(std::chrono::duration<double>(time).count())));
    if (auto waited = wait(world_, time); !waited) {
      other_mirrors_ = false;
      return waited;
    }
  }
}

}  // namespace recipe::data
