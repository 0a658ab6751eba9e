#pragma once

#include "data/backoff.h"
#include "data/fetch.h"
#include "data/partial.h"

namespace recipe::data {

/// Brings the bytes of one URL into a partial file, in as many tries as it takes, at most
/// `most_tries`. What a first try brought is not transferred again if the server can go on and
/// says that it is the same file.
class Download {
 public:
  static constexpr int most_tries = 8;
  /// A server that asks for more patience is given up.
  static constexpr std::chrono::seconds longest_retry_after{300};

  /// All outlive it.
  Download(os::World& world, std::mt19937_64& random, const Wanted& wanted,
           const FetchListener& listener, Partial& partial)
      : world_(world), random_(random), wanted_(wanted), listener_(listener), partial_(partial) {}

  /// The whole file is in the partial one, synced; not yet compared with a digest.
  Result<> bring(const std::string& url);
  /// After an error: false where the fault is on this side, or the user has asked to stop.
  bool other_mirrors_may_help() const { return other_mirrors_; }
  /// Whether the last file came in more than one transfer.
  bool in_parts() const { return in_parts_; }

 private:
  enum class Next { done, again, give_up, stop };
  /// How a try ended.
  struct Ending {
    Next next = Next::done;
    Error why = {ErrorKind::io, "", {}};
    std::optional<std::chrono::seconds> wait = {};
  };

  Ending try_once(const std::string& url);
  Result<os::HttpRequest> request_for(const std::string& url);
  bool take_head(const os::HttpRequest& request, const os::HttpResponse& head);
  bool take_whole(const os::HttpResponse& head);
  bool take_rest(const os::HttpRequest& request, const os::HttpResponse& head);
  bool take_body(std::string_view bytes);
  bool fits_on_disk();
  bool end(Next next, ErrorKind kind, std::string message);
  Ending by_status(const os::HttpRequest& request, const os::HttpResponse& response);
  Ending at_the_end();
  Ending local(const Error& error) { return {Next::stop, error, {}}; }
  void report(bool now);

  os::World& world_;
  std::mt19937_64& random_;
  const Wanted& wanted_;
  const FetchListener& listener_;
  Partial& partial_;
  bool other_mirrors_ = true;
  bool in_parts_ = false;

  // Of the try that is going on.
  std::string url_;
  Origin origin_;
  std::uint64_t bytes_ = 0;        ///< here, those from earlier too
  std::uint64_t began_with_ = 0;   ///< of them from earlier
  std::optional<Ending> refused_;  ///< why the transfer was ended from this side
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point reported_;
};

}  // namespace recipe::data
