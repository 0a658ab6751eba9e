#include "facts/online.h"

#include <gtest/gtest.h>

#include "fakes/memory_cache.h"
#include "fakes/memory_world.h"
#include "fakes/script_http.h"

namespace recipe::facts {
namespace {

using check::Presence;

class OnlineTest : public testing::Test {
 protected:
  OnlineTest() { memory.world.cache = &cache; }

  fakes::MemoryWorld memory;
  fakes::ScriptHttp& http = memory.http;
  fakes::MemoryCache cache;
};

TEST_F(OnlineTest, TellsWhatIsThereFromWhatIsNotAndWhatCannotBeTold) {
  http.answers["https://a.org/there"] = {fakes::whole("text")};
  http.answers["https://a.org/gone"] = {fakes::status(404)};
  http.answers["https://b.org/private"] = {fakes::status(403)};
  http.answers["https://c.org/moved"] = {fakes::redirect("https://a.org/there")};
  Online online(memory.world);
  online.hosts_at_once = 1;  // the twins stand in for one thread
  online.ask({"https://a.org/there#part", "https://a.org/gone", "https://b.org/private",
              "https://c.org/moved", "ftp://a.org/x"});
  EXPECT_EQ(online.found("https://a.org/there").presence, Presence::present);
  EXPECT_EQ(online.found("https://a.org/there#other").presence, Presence::present);
  EXPECT_EQ(online.found("https://a.org/gone").presence, Presence::absent);
  EXPECT_EQ(online.found("https://b.org/private").presence, Presence::unknown);
  EXPECT_EQ(online.found("https://c.org/moved").presence, Presence::present);
  EXPECT_EQ(online.found("https://never.org/").presence, Presence::unknown);
}

TEST_F(OnlineTest, AsksABusyServerAgainAndGivesUp) {
  http.answers["https://a.org/busy"] = {fakes::status(429), fakes::status(503), fakes::whole("x")};
  http.answers["https://b.org/ill"] = {fakes::status(500)};
  Online online(memory.world);
  online.hosts_at_once = 1;  // the twins stand in for one thread
  online.ask({"https://a.org/busy", "https://b.org/ill"});
  EXPECT_EQ(online.found("https://a.org/busy").presence, Presence::present);
  EXPECT_EQ(online.found("https://b.org/ill").presence, Presence::unknown);
  EXPECT_EQ(online.found("https://b.org/ill").why, "the server answered 500");
}

TEST_F(OnlineTest, RemembersForADay) {
  http.answers["https://a.org/x"] = {fakes::status(404)};
  Online(memory.world).ask({"https://a.org/x"});
  ASSERT_EQ(http.requests.size(), 1U);
  Online again(memory.world);
  again.ask({"https://a.org/x"});
  EXPECT_EQ(http.requests.size(), 1U);
  EXPECT_EQ(again.found("https://a.org/x").presence, Presence::absent);
  memory.clock.sleep_for(std::chrono::hours(25));
  Online(memory.world).ask({"https://a.org/x"});
  EXPECT_EQ(http.requests.size(), 2U);
}

}  // namespace
}  // namespace recipe::facts
