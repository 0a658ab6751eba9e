#include "data/fetch.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "data/backoff.h"
#include "data/content_range.h"
#include "data/digest_of.h"
#include "data/redirects.h"
#include "fakes/memory_world.h"

namespace recipe::data {
namespace {

using fakes::Answer;
using std::chrono::milliseconds;

const std::string url = "https://example.org/points.csv";
const std::string mirror = "https://mirror.example.org/points.csv";
const std::string bytes = "0123456789abcdefghij";
const std::string path = "/downloads/points.csv";

/// A world, what is wanted of it, and what was said meanwhile.
struct Desk {
  fakes::MemoryWorld memory;
  std::mt19937_64 random{1};
  Wanted wanted{"points.csv", {url}, {}, {}};
  std::vector<std::string> notes;
  std::vector<Progress> progress;

  Desk() { wanted.digest = digest_of_bytes(bytes); }
  void answers(const std::string& at, std::deque<Answer> answers) {
    memory.http.answers[at] = std::move(answers);
  }
  Result<Fetched> get() {
    FetchListener listener;
    listener.note = [&](const std::string& text) { notes.push_back(text); };
    listener.progress = [&](const Progress& now) { progress.push_back(now); };
    return fetch(memory.world, random, wanted, "/downloads", listener);
  }
  /// What lies on the disk, without the lock.
  std::vector<std::string> paths() {
    std::vector<std::string> all = memory.files.paths();
    std::erase(all, "/downloads.lock");
    return all;
  }
  /// The message of what must be an error.
  std::string error() {
    const auto fetched = get();
    return fetched ? "no error" : fetched.error().to_string();
  }
  void expect_whole() {
    const auto fetched = get();
    ASSERT_TRUE(fetched) << fetched.error().to_string();
    EXPECT_EQ(fetched->wrong, "");
    EXPECT_EQ(fetched->path, path);
    EXPECT_EQ(memory.files.at(path), bytes);
    EXPECT_EQ(paths(), std::vector<std::string>{path});
  }
  std::size_t requests() const { return memory.http.requests.size(); }
  os::HttpRequest request(std::size_t i) const { return memory.http.requests.at(i); }
};

/// Files that look otherwise than they do when they are open, as often as `calls` says.
class TouchedFiles : public fakes::FlakyFiles {
 public:
  explicit TouchedFiles(os::FileSystem& files) : FlakyFiles(files) {}

  int calls = 0;
  std::function<void(os::FileStatus&)> change;

  Result<std::optional<os::FileStatus>> status(const std::string& of, os::Follow follow) override {
    TRY_ASSIGN(auto status, FlakyFiles::status(of, follow));
    if (status && of == path && calls-- > 0) change(*status);
    return status;
  }
};

TEST(Fetch, BringsAFile) {
  Desk desk;
  desk.answers(url, {fakes::whole(bytes)});
  desk.expect_whole();
  EXPECT_EQ(desk.requests(), 1U);
  EXPECT_EQ(desk.request(0).from, 0U);
  ASSERT_FALSE(desk.progress.empty());
  EXPECT_EQ(desk.progress.back().bytes, 20U);
  EXPECT_EQ(desk.progress.back().total, 20U);
  // Nothing is transferred again.
  desk.expect_whole();
  EXPECT_EQ(desk.requests(), 1U);
}

TEST(Fetch, GoesOnWhereTheConnectionBroke) {
  Desk desk;
  desk.answers(url, {fakes::broken_after(8, fakes::whole(bytes)), fakes::rest(bytes, 8)});
  desk.expect_whole();
  ASSERT_EQ(desk.requests(), 2U);
  EXPECT_EQ(desk.request(1).from, 8U);
  EXPECT_EQ(desk.request(1).if_range, "\"v1\"");
  ASSERT_EQ(desk.notes.size(), 1U);
  EXPECT_TRUE(desk.notes[0].starts_with(
      "https://example.org/points.csv: the connection broke; try 2 of 8 in "))
      << desk.notes[0];
}

TEST(Fetch, TakesAShortBodyForABrokenConnection) {
  Desk desk;
  Answer truncated = fakes::whole(bytes);
  truncated.body.resize(12);
  desk.answers(url, {truncated, fakes::rest(bytes, 12)});
  desk.expect_whole();
  EXPECT_EQ(desk.request(1).from, 12U);
}

TEST(Fetch, GoesOnAfterTheProgramWasKilled) {
  Desk desk;
  desk.memory.files.put(path + ".part", bytes.substr(0, 5));
  desk.memory.files.put(path + ".part.json",
                        R"({"url": ")" + url + R"(", "validator": "\"v1\"", "length": 20})");
  desk.answers(url, {fakes::rest(bytes, 5)});
  desk.expect_whole();
  EXPECT_EQ(desk.request(0).from, 5U);
}

TEST(Fetch, KeepsWhatCameWhenTheUserStops) {
  Desk desk;
  Answer slow = fakes::whole(bytes);
  slow.during = [&] { desk.memory.environment.stop = true; };
  desk.answers(url, {slow, fakes::rest(bytes, 4)});
  const auto fetched = desk.get();
  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().kind, ErrorKind::interrupted);
  EXPECT_EQ(desk.memory.files.at(path + ".part"), "0123");
  desk.memory.environment.stop = false;
  desk.expect_whole();
  EXPECT_EQ(desk.request(1).from, 4U);
}

TEST(Fetch, StopsWhileWaiting) {
  Desk desk;
  Answer busy = fakes::status(503);
  busy.head.retry_after = std::chrono::seconds(20);
  busy.body = "wait";
  desk.answers(url, {busy});
  desk.memory.environment.stop = true;
  const auto fetched = desk.get();
  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().kind, ErrorKind::interrupted);
  EXPECT_EQ(desk.requests(), 1U);
  EXPECT_TRUE(desk.memory.clock.slept.empty());
}

TEST(Fetch, DoesNotTrustAPartOfUnknownOrigin) {
  Desk desk;
  desk.memory.files.put(path + ".part", "?????");
  desk.memory.files.put(path + ".part.json", R"({"url": "https://other.org/x", "length": 20})");
  desk.answers(url, {fakes::whole(bytes)});
  desk.expect_whole();
  EXPECT_EQ(desk.request(0).from, 0U);
}

TEST(Fetch, StartsAgainIfTheServerIgnoresRanges) {
  Desk desk;
  desk.answers(url, {fakes::broken_after(8, fakes::whole(bytes)), fakes::whole(bytes)});
  desk.expect_whole();
  EXPECT_EQ(desk.request(1).from, 8U);
}

TEST(Fetch, StartsAgainIfTheFileChangedBetweenTwoParts) {
  Desk desk;
  const std::string old = "OLDOLDOLDOLDOLDOLDOL";
  // A server that knows If-Range sends the whole; one that does not is found out by its ETag.
  desk.answers(url, {fakes::broken_after(8, fakes::whole(old)), fakes::rest(bytes, 8, "\"v2\""),
                     fakes::broken_after(4, fakes::whole(bytes, "\"v2\"")), fakes::whole(bytes)});
  desk.expect_whole();
  ASSERT_EQ(desk.requests(), 4U);
  EXPECT_EQ(desk.request(2).from, 0U);
  EXPECT_EQ(desk.request(3).from, 4U);
}

TEST(Fetch, TriesOnceMoreInOnePieceIfTheServerHidTheChange) {
  Desk desk;
  const std::string old = "OLDOLDOLDOLDOLDOLDOL";
  desk.answers(
      url, {fakes::broken_after(8, fakes::whole(old)), fakes::rest(bytes, 8), fakes::whole(bytes)});
  const auto fetched = desk.get();
  ASSERT_TRUE(fetched) << fetched.error().to_string();
  EXPECT_EQ(fetched->wrong, "");
  EXPECT_EQ(desk.memory.files.at(path), bytes);
}

TEST(Fetch, KeepsAWrongFileAside) {
  Desk desk;
  desk.answers(url, {fakes::whole("something else")});
  const auto fetched = desk.get();
  ASSERT_TRUE(fetched) << fetched.error().to_string();
  const Digest other = digest_of_bytes("something else");
  const std::string aside = path + ".wrong-" + other.hex().substr(0, 12);
  EXPECT_EQ(fetched->path, aside);
  EXPECT_NE(fetched->wrong.find(other.to_string()), std::string::npos);
  EXPECT_NE(fetched->wrong.find(desk.wanted.digest->to_string()), std::string::npos);
  EXPECT_EQ(desk.paths(), std::vector<std::string>{aside});
}

TEST(Fetch, TakesTheNextMirrorAtOnceWhereTheFileIsNot) {
  for (const int code : {401, 403, 404, 410}) {
    Desk desk;
    desk.wanted.urls = {url, mirror};
    desk.answers(url, {fakes::status(code)});
    desk.answers(mirror, {fakes::whole(bytes)});
    desk.expect_whole();
    EXPECT_EQ(desk.requests(), 2U);
    EXPECT_TRUE(desk.memory.clock.slept.empty());
  }
}

TEST(Fetch, TakesTheNextMirrorForAWrongFile) {
  Desk desk;
  desk.wanted.urls = {url, mirror};
  desk.answers(url, {fakes::whole("something else")});
  desk.answers(mirror, {fakes::whole(bytes)});
  const auto fetched = desk.get();
  ASSERT_TRUE(fetched);
  EXPECT_EQ(fetched->wrong, "");
  EXPECT_EQ(fetched->url, mirror);
  EXPECT_EQ(desk.notes.size(), 1U);
}

TEST(Fetch, NamesEveryMirrorThatFailed) {
  Desk desk;
  desk.wanted.urls = {url, mirror + "?signature=secret"};
  desk.answers(url, {fakes::status(404)});
  desk.answers(mirror + "?signature=secret", {fakes::status(410)});
  const auto fetched = desk.get();
  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().kind, ErrorKind::not_found);
  EXPECT_EQ(fetched.error().to_string(),
            "cannot fetch points.csv: https://example.org/points.csv: it answers 404 (not found); "
            "https://mirror.example.org/points.csv: it answers 410 (gone)");
}

TEST(Fetch, ObeysRetryAfter) {
  Desk desk;
  Answer busy = fakes::status(429);
  busy.head.retry_after = std::chrono::seconds(120);
  desk.answers(url, {busy, fakes::whole(bytes)});
  desk.expect_whole();
  milliseconds all{0};
  for (const milliseconds time : desk.memory.clock.slept) all += time;
  EXPECT_EQ(all, std::chrono::seconds(120));
}

TEST(Fetch, DoesNotWaitForHours) {
  Desk desk;
  Answer busy = fakes::status(429);
  busy.head.retry_after = std::chrono::hours(2);
  desk.answers(url, {busy});
  EXPECT_EQ(desk.error(),
            "cannot fetch points.csv: https://example.org/points.csv: it answers 429 (too many "
            "requests) and asks to come back in 2 h 00 min");
  EXPECT_EQ(desk.requests(), 1U);
}

TEST(Fetch, TriesAgainWhileAServerIsIll) {
  for (const int code : {408, 429, 500, 502, 503}) {
    Desk desk;
    desk.answers(url, {fakes::status(code), fakes::status(code), fakes::whole(bytes)});
    desk.expect_whole();
    EXPECT_EQ(desk.requests(), 3U);
  }
}

TEST(Fetch, GivesUpAfterEightTries) {
  Desk desk;
  desk.answers(url, {fakes::status(500)});
  EXPECT_EQ(desk.error(),
            "cannot fetch points.csv: https://example.org/points.csv: it answers 500 (the server's "
            "fault) (after 8 tries)");
  EXPECT_EQ(desk.requests(), 8U);
  EXPECT_EQ(desk.notes.size(), 7U);
}

TEST(Fetch, WaitsLongerEachTimeUpToAMinute) {
  std::mt19937_64 random(7);
  Backoff backoff(random);
  std::vector<milliseconds> times;
  for (int i = 0; i < 200; ++i) times.push_back(backoff.next());
  for (int i = 0; i < 6; ++i)
    EXPECT_LE(times[static_cast<std::size_t>(i)], milliseconds(1000 << i));
  EXPECT_LE(*std::max_element(times.begin(), times.end()), std::chrono::seconds(60));
  EXPECT_GT(*std::max_element(times.begin(), times.end()), std::chrono::seconds(50));
  EXPECT_LT(*std::min_element(times.begin() + 10, times.end()), std::chrono::seconds(5));
}

TEST(Fetch, RefusesALengthThatLies) {
  Desk desk;
  Answer more = fakes::whole(bytes);
  more.head.length = 10;
  desk.answers(url, {more});
  EXPECT_EQ(desk.error(),
            "cannot fetch points.csv: https://example.org/points.csv: it sends more than the 10 "
            "bytes that it announced");
  EXPECT_TRUE(desk.paths().empty());
}

TEST(Fetch, RefusesAnotherSizeThanTheRecipeSays) {
  Desk desk;
  desk.wanted.size = 21;
  desk.answers(url, {fakes::whole(bytes)});
  EXPECT_EQ(desk.error(),
            "cannot fetch points.csv: https://example.org/points.csv: it has 20 bytes, the recipe "
            "says 21");
  Answer unknown = fakes::whole(bytes);
  unknown.head.length.reset();
  desk.answers(url, {unknown});
  EXPECT_EQ(desk.error(),
            "cannot fetch points.csv: https://example.org/points.csv: it has 20 bytes, the recipe "
            "says 21");
  desk.wanted.size = 19;
  EXPECT_EQ(desk.error(),
            "cannot fetch points.csv: https://example.org/points.csv: it sends more than the 19 "
            "bytes that the recipe says");
}

TEST(Fetch, LooksForRoomFirst) {
  Desk desk;
  desk.wanted.urls = {url, mirror};
  desk.memory.files.free = 19;
  desk.answers(url, {fakes::whole(bytes)});
  EXPECT_EQ(desk.error(),
            "https://example.org/points.csv: there is no room for it in /downloads: it needs 20 "
            "bytes, 19 bytes are free");
  EXPECT_EQ(desk.requests(), 1U);
}

TEST(Fetch, FollowsRedirects) {
  Desk desk;
  desk.answers(url, {fakes::redirect("https://cdn.example.org/1")});
  desk.answers("https://cdn.example.org/1", {fakes::redirect(mirror)});
  desk.answers(mirror, {fakes::whole(bytes)});
  desk.expect_whole();
  EXPECT_EQ(desk.requests(), 3U);
}

TEST(Fetch, FollowsNoCircle) {
  Desk desk;
  desk.answers(url, {fakes::redirect(url)});
  EXPECT_EQ(
      desk.error(),
      "cannot fetch points.csv: https://example.org/points.csv: it is redirected more than 10 "
      "times, at last to https://example.org/points.csv");
  EXPECT_EQ(desk.requests(), 11U);
}

TEST(Fetch, FollowsNoRedirectToLessThanHttps) {
  for (const std::string to : {"file:///etc/passwd", "http://example.org/points.csv",
                               "ftp://example.org/x", "HTTP://example.org/x", ""}) {
    Desk desk;
    desk.answers(url, {fakes::redirect(to)});
    const auto fetched = desk.get();
    ASSERT_FALSE(fetched) << to;
    EXPECT_EQ(desk.requests(), 1U) << to;
  }
  Desk desk;
  desk.answers(url, {fakes::redirect("file:///etc/passwd")});
  EXPECT_EQ(desk.error(),
            "cannot fetch points.csv: https://example.org/points.csv: it leads to "
            "file:///etc/passwd, which is not on the web");
}

TEST(Fetch, FollowsARedirectFromHttpToHttps) {
  Desk desk;
  desk.wanted.urls = {"http://example.org/points.csv"};
  desk.answers("http://example.org/points.csv", {fakes::redirect(url)});
  desk.answers(url, {fakes::whole(bytes)});
  desk.expect_whole();
}

TEST(Fetch, TakesNoLoginPageForData) {
  Desk desk;
  desk.wanted.digest.reset();
  Answer page = fakes::whole("<html>Log in</html>");
  page.head.content_type = "text/html; charset=utf-8";
  desk.answers(url, {page});
  EXPECT_EQ(desk.error(),
            "cannot fetch points.csv: https://example.org/points.csv: it answers with a web page; "
            "state the digest if that is what is wanted");
}

TEST(Fetch, WritesNothingOutsideItsFolder) {
  for (const std::string name : {"", ".", "..", "../x", "a/b", "/etc/x"}) {
    Desk desk;
    desk.wanted.name = name;
    const auto fetched = desk.get();
    ASSERT_FALSE(fetched) << name;
    EXPECT_EQ(fetched.error().kind, ErrorKind::invalid);
    EXPECT_EQ(desk.requests(), 0U);
  }
}

TEST(Fetch, ReplacesADamagedFile) {
  Desk desk;
  desk.memory.files.put(path, "damaged");
  desk.answers(url, {fakes::whole(bytes)});
  const auto fetched = desk.get();
  ASSERT_TRUE(fetched);
  EXPECT_EQ(desk.memory.files.at(path), bytes);
  EXPECT_EQ(desk.notes.size(), 1U);
}

TEST(Fetch, ComesToTheWholeFileWhereverTheDiskFails) {
  for (int call = 1; call < 60; ++call) {
    Desk desk;
    desk.answers(url, {fakes::whole(bytes)});
    fakes::FlakyFiles flaky(desk.memory.files, call);
    os::World world = desk.memory.with(flaky);
    const auto broken = fetch(world, desk.random, desk.wanted, "/downloads", {});
    if (broken) {
      EXPECT_EQ(broken->wrong, "");
      EXPECT_EQ(desk.memory.files.at(path), bytes);
    }
    if (flaky.calls() < call) return;
    desk.answers(url, {fakes::whole(bytes)});
    const auto fetched = desk.get();
    ASSERT_TRUE(fetched) << call << ": " << fetched.error().to_string();
    EXPECT_EQ(fetched->wrong, "") << call;
    EXPECT_EQ(desk.memory.files.at(path), bytes) << call;
  }
  FAIL() << "more calls than expected";
}

TEST(ContentRange, IsReadOrRefused) {
  const auto range = parse_content_range("bytes 5-9/10");
  ASSERT_TRUE(range);
  EXPECT_EQ(range->first, 5U);
  EXPECT_EQ(range->total, 10U);
  EXPECT_EQ(parse_content_range("bytes */10")->total, 10U);
  EXPECT_FALSE(parse_content_range("bytes */10")->first);
  EXPECT_FALSE(parse_content_range("bytes 5-9/*")->total);
  for (const char* text : {"", "bytes", "bytes 5-9", "bytes 9-5/10", "bytes 5-10/10", "items 1-2/3",
                           "bytes -1-2/3", "bytes 1-99999999999999999999/*"}) {
    EXPECT_FALSE(parse_content_range(text)) << text;
  }
}

TEST(ShownUrl, HidesPasswordsAndSignatures) {
  EXPECT_EQ(shown_url("https://me:secret@example.org:8080/a@b?key=1#x"),
            "https://example.org:8080/a@b");
  EXPECT_EQ(shown_url("https://example.org"), "https://example.org");
  EXPECT_EQ(shown_url("https://me@example.org"), "https://example.org");
}

TEST(Fetch, ReadsAgainWhatAnotherProgramLinksMeanwhile) {
  for (const auto& [change, calls, fine] :
       std::vector<std::tuple<std::function<void(os::FileStatus&)>, int, bool>>{
           {[](auto& status) { ++status.changed_ns; }, 2, true},
           {[](auto& status) { ++status.inode; }, 2, true},
           {[](auto& status) { ++status.modified_ns; }, 2, false},
           {[](auto& status) { ++status.changed_ns; }, 1000, false}}) {
    Desk desk;
    desk.memory.files.put(path, bytes);
    TouchedFiles files(desk.memory.files);
    files.calls = calls;
    files.change = change;
    os::World world = desk.memory.with(files);
    const auto fetched = fetch(world, desk.random, desk.wanted, "/downloads", {});
    EXPECT_EQ(fetched.has_value(), fine);
    const std::string message = fetched ? "" : fetched.error().message;
    EXPECT_EQ(message.find("changed while it was read") == std::string::npos, fine) << message;
    EXPECT_EQ(desk.memory.files.at(path), bytes);
    EXPECT_EQ(desk.requests(), 0U);
  }
}

}  // namespace
}  // namespace recipe::data
