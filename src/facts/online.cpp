#include "facts/online.h"

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

#include "base/text.h"
#include "data/backoff.h"
#include "data/redirects.h"
#include "facts/remembered_urls.h"

namespace recipe::facts {
namespace {

constexpr int most_tries = 4;

using check::Presence;
using check::UrlFact;

std::string_view without_fragment(std::string_view url) { return url.substr(0, url.find('#')); }

std::string host_of(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string_view::npos) return "";
  const std::string_view rest = url.substr(begin + 3);
  return lower(rest.substr(0, rest.find_first_of("/?#")));
}

/// Worth another try: the server is ill or wants to be left alone for a while.
bool may_pass(int status) { return status == 429 || status >= 500; }

/// The URLs of one host, one after the other.
class HostQueue {
 public:
  HostQueue(os::World& world, std::chrono::milliseconds pause)
      : world_(world), pause_(pause), random_(std::random_device{}()) {}

  std::map<std::string, UrlFact> ask(const std::vector<std::string>& urls) {
    std::map<std::string, UrlFact> facts;
    for (const std::string& url : urls) {
      if (!facts.empty() && !data::wait(world_, pause_)) break;
      facts[url] = ask(url);
      if (stopped_) break;
    }
    return facts;
  }

 private:
  UrlFact ask(const std::string& url) {
    data::Backoff backoff(random_);
    UrlFact fact;
    for (int tries = 1;; ++tries) {
      const auto answer = once(url);
      if (answer && !may_pass(answer->response.status)) return judged(answer->response.status);
      if (!answer && answer.error().kind == ErrorKind::interrupted) stopped_ = true;
      if (!answer && answer.error().kind == ErrorKind::denied) tries = most_tries;
      fact.why = answer ? judged(answer->response.status).why : answer.error().message;
      if (stopped_ || tries >= most_tries) return fact;
      const auto asked = answer ? answer->response.retry_after : std::nullopt;
      if (asked && *asked > std::chrono::minutes(1)) return fact;
      const auto pause = asked ? std::chrono::milliseconds(*asked) : backoff.next();
      if (!data::wait(world_, pause)) stopped_ = true;
    }
  }

  /// Only the head is wanted: the body is cut off at its first byte.
  Result<data::Reached> once(const std::string& url) {
    os::HttpListener listener;
    listener.body = [](std::string_view) { return false; };
    return data::get_following(world_.http, {url, 0, ""}, listener);
  }

  os::World& world_;
  std::chrono::milliseconds pause_;
  std::mt19937_64 random_;
  bool stopped_ = false;
};

}  // namespace

UrlFact judged(int status) {
  const std::string text = "the server answered " + std::to_string(status);
  if (status >= 200 && status < 300) return {Presence::present, text};
  if (status == 404 || status == 410) return {Presence::absent, text};
  return {Presence::unknown, text};
}

void Online::ask(const std::vector<std::string>& urls) {
  RememberedUrls remembered(world_);
  std::map<std::string, std::vector<std::string>> by_host;
  for (const std::string& whole : urls) {
    const std::string url(without_fragment(whole));
    if (!data::is_web_url(url) || !found_.try_emplace(url).second) continue;
    if (const auto fact = remembered.load(url)) {
      found_[url] = *fact;
    } else {
      by_host[host_of(url)].push_back(url);
    }
  }
  std::vector<const std::vector<std::string>*> queues;
  for (const auto& [host, of_host] : by_host) queues.push_back(&of_host);
  std::vector<std::map<std::string, UrlFact>> answers(queues.size());
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < std::min(queues.size(), hosts_at_once); ++i) {
    workers.emplace_back([&] {
      for (std::size_t at = next++; at < queues.size(); at = next++) {
        answers[at] = HostQueue(world_, pause).ask(*queues[at]);
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  for (const auto& of_host : answers) {
    for (const auto& [url, fact] : of_host) {
      found_[url] = fact;
      remembered.keep(url, fact);
    }
  }
  remembered.save();
}

UrlFact Online::found(std::string_view url) const {
  const auto at = found_.find(without_fragment(url));
  return at == found_.end() ? UrlFact{} : at->second;
}

}  // namespace recipe::facts
