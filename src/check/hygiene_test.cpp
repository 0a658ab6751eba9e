#include <gtest/gtest.h>

#include "base/secrets.h"
#include "check/excerpt.h"
#include "fakes/judged.h"
#include "fakes/memory_facts.h"

namespace recipe::check {
namespace {

using HygienePlaces = std::vector<std::string>;

// Put together here, so that no scanner takes this file for a leak.
const std::string github_token = std::string("ghp_") + "a8Kd03jQz5LmP2vXw9TnB7rYc4HsE6fGuJ1o";

HygienePlaces hygiene(std::string_view rule, const std::string& text) {
  MemoryFacts facts;
  return places(judged(rule, text, facts), text);
}

TEST(Secrets, AreFoundAndNeverShown) {
  const std::string text = "Clone with `" + github_token + "`.\n\n```\ngit clone " +
                           "https://alice:hunter22x@host.org/x\n```\n";
  MemoryFacts facts;
  const Report report = judged("secret-in-document", text, facts);
  EXPECT_EQ(places(report, text), (HygienePlaces{"1:ghp_", "4:alice:"}));
  for (const Finding& finding : report.findings) {
    EXPECT_EQ(finding.message.find(github_token.substr(4)), std::string::npos);
  }
  const Excerpt excerpt = excerpt_of(SourceText("", text), report.findings.at(0).span, 100);
  EXPECT_EQ(excerpt.line.find(github_token.substr(4, 8)), std::string::npos);
  EXPECT_NE(excerpt.line.find("Clone with `ghp_****"), std::string::npos);
}

TEST(Secrets, AreMaskedInWhatOtherRulesQuote) {
  const std::string text = "[x](http:///alice:hunter22x@host.org/x)\n";
  MemoryFacts facts;
  const Report report =
      judged("malformed-uri", "[x](https://https://al:hunter22x@h.org/)\n", facts);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].message.find("hunter22x"), std::string::npos);
}

TEST(Secrets, AreNotExamples) {
  EXPECT_TRUE(secrets_in("AKIAIOSFODNN7EXAMPLE hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx").empty());
  EXPECT_TRUE(secrets_in("https://user:password@host https://<user>:<pass>@host").empty());
  EXPECT_TRUE(secrets_in("ghp_your_token_here https://host/a:b@c").empty());
  EXPECT_TRUE(secrets_in("-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----").empty());
  EXPECT_EQ(secrets_in("-----BEGIN RSA PRIVATE KEY-----\n" + std::string(100, 'M') +
                       "\n-----END RSA PRIVATE KEY-----")
                .size(),
            1U);
}

TEST(PersonalPath, NamesPeopleNotAccounts) {
  EXPECT_EQ(hygiene("personal-path",
                    "`/home/alice/data` and `/home/alice/x`, /home/user/x, $X/home/bob/y, "
                    "https://h.org/home/eve/z, C:\\Users\\carol\\x, /home/ubuntu/x\n"),
            (HygienePlaces{"1:/home/alice", "1:C:\\Users\\carol"}));
}

TEST(InternalHost, IsToldOncePerHost) {
  EXPECT_EQ(hygiene("internal-host",
                    "http://logs.corp/1 http://logs.corp/2 http://10.0.0.7:6006/ "
                    "http://localhost:8888 http://8.8.8.8/ https://host.org.\n"),
            (HygienePlaces{"1:http://logs.corp/1", "1:http://10.0.0.7:6006/"}));
}

TEST(PickledWeights, AreToldOncePerDocument) {
  EXPECT_EQ(hygiene("pickled-weights",
                    "[a](https://h.org/a.pth?x=1) [b](https://h.org/b.pt) [c](c.safetensors)\n"),
            HygienePlaces{"1:https://h.org/a.pth?x=1"});
  EXPECT_EQ(hygiene("pickled-weights", "[a](https://h.org/model.ckpt) [b](data.bin)\n"),
            HygienePlaces{});
}

TEST(Notebooks, AreReadWhereTheDocumentNamesThem) {
  MemoryFacts facts;
  const auto cell = [](const std::string& count, const std::string& outputs) {
    return R"({"cell_type":"code","source":["x"],"execution_count":)" + count + R"(,"outputs":[)" +
           outputs + "]}";
  };
  facts.head.files = {
      {"good.ipynb", R"({"cells":[)" + cell("1", "") + "," + cell("2", "") + "]}"},
      {"order.ipynb", R"({"cells":[)" + cell("3", "") + "," + cell("2", "") + "]}"},
      {"never.ipynb", R"({"cells":[)" + cell("null", "") + "]}"},
      {"error.ipynb",
       R"({"cells":[)" + cell("1", R"({"output_type":"error","ename":"ValueError"})") + "]}"},
      {"merge.ipynb", "<<<<<<< HEAD\n{}"},
      {"leak.ipynb", R"({"cells":[],"token":")" + github_token + "\"}"}};
  const std::string text =
      "[g](good.ipynb) [o](order.ipynb) `never.ipynb` [e](error.ipynb) [m](merge.ipynb) "
      "[l](leak.ipynb) [gone](gone.ipynb)\n";
  EXPECT_EQ(places(judged("notebook-broken", text, facts), text),
            (HygienePlaces{"1:error.ipynb", "1:merge.ipynb"}));
  EXPECT_EQ(places(judged("notebook-not-executed", text, facts), text),
            (HygienePlaces{"1:order.ipynb", "1:`never.ipynb`"}));
  const Report leak = judged("secret-in-notebook", text, facts);
  ASSERT_EQ(leak.findings.size(), 1U);
  EXPECT_EQ(leak.findings[0].message.find(github_token.substr(4)), std::string::npos);
}

}  // namespace
}  // namespace recipe::check
