#include <gtest/gtest.h>

#include "check/anchors.h"
#include "check/uri_fault.h"
#include "fakes/judged.h"
#include "fakes/memory_facts.h"

namespace recipe::check {
namespace {

using Places = std::vector<std::string>;

struct LinkRules : testing::Test {
  MemoryFacts facts;
  LinkRules() {
    facts.head.files = {
        {"docs/guide.md", "# Guide\n\n## First steps\n"},
        {"docs/a b.md", ""},
        {"src/train.py", "import torch\n\ndef crop_box(image):\n    return image\n"},
        {"figures/loss.png", ""},
        {"models/README.md", "# Models\n"}};
    facts.head.links = {{"latest", "docs"}};
    facts.head.submodules = {"third/party"};
    facts.refs = {{"main", facts.head.id}, {"feature/x", facts.head.id}};
  }
  Places found(std::string_view rule, const std::string& text,
               const std::string& path = "README.md") {
    return places(judged(rule, text, facts, path), text);
  }
};

TEST_F(LinkRules, ResolveFromTheFolderAndFromTheRoot) {
  EXPECT_EQ(found("broken-link",
                  "[a](guide.md) [b](/docs/guide.md) [c](../src/) [d](a%20b.md) [e](<a b.md>)\n"
                  "[f](../latest/guide.md) [g](guide.md?plain=1) [h](./guide.md#first-steps)\n",
                  "docs/index.md"),
            Places{});
  EXPECT_EQ(found("broken-link", "[a](Guide.md)\n\n<a href=\"gone.md\">b</a>\n", "docs/index.md"),
            (Places{"1:Guide.md", "3:gone.md"}));
}

TEST_F(LinkRules, KnowWhatAPageEscapes) {
  facts.head.files["a#b.md"] = "";
  EXPECT_EQ(found("broken-link", "[x](src/train.py\\#L1)\n"), Places{});
  EXPECT_EQ(found("broken-link", "[x](a%23b.md) `[y](no.md)`\n"), Places{});
  EXPECT_EQ(found("broken-link", "<!-- [x](no.md) -->\n\n    [x](no.md)\n"), Places{});
}

TEST_F(LinkRules, LeaveOpenWhatCannotBeTold) {
  const std::string text =
      "[a](third/party/x.md) [b](../../issues) [c](MODEL-LINK) [d]({{url}}) "
      "[e](mailto:a@b.org)\n";
  const Report report = judged("broken-link", text, facts);
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(report.counts.undecided, 4U);
  EXPECT_TRUE(judged("broken-link", "[m](third/party)\n", facts).findings.empty());
}

TEST_F(LinkRules, LeaveOpenWhatAGitignoreNames) {
  facts.head.files[".gitignore"] = "*.png\n/docs/zoo.md\nbuild/\ngenerated\n";
  facts.head.files["docs/.gitignore"] = "*\n!gone*.md\n";
  const std::string text =
      "[a](zoo.md) [b](../build/x.md) [c](../generated/y.md) [d](table.csv)\n[e](gone.md) "
      "[f](../zoo.md)\n";
  const Report report = judged("broken-link", text, facts, "docs/index.md");
  EXPECT_EQ(places(report, text), (Places{"2:gone.md", "2:../zoo.md"}));
  EXPECT_EQ(report.counts.undecided, 4U);
  // How a name ends says nothing of the file.
  EXPECT_EQ(found("broken-image", "![x](figures/none.png)\n"), Places{"1:figures/none.png"});
}

TEST_F(LinkRules, DoNotSuggestWhatIsMissing) {
  facts.head.files["models/data/pipe.py"] = "";
  const Report report = judged("broken-link", "[x](/data/pipe.py)\n", facts, "models/README.md");
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].message,
            "the link leads to `/data/pipe.py`, which is not in this repository at 0123456; did "
            "you mean `data/pipe.py`?");
}

TEST_F(LinkRules, LeaveTemplatesAlone) {
  EXPECT_EQ(found("broken-link", "[a](MODEL-LINK) [b](LOG-LINK) [c](./cfg.py)\n"), Places{});
  EXPECT_EQ(found("broken-link", "[c](./cfg.py)\n", "docs/model_template.md"), Places{});
}

TEST_F(LinkRules, LeavePagesOfADocumentationSiteAlone) {
  facts.head.files["docs/conf.py"] = "";
  EXPECT_EQ(found("broken-link", "[a](api/train) [b](pkg.mod.Class) [c](../x.html) [d](no.png)\n",
                  "docs/index.md"),
            Places{"1:no.png"});
  const Report anchor = judged("broken-anchor", "[a](#pkg.f)\n", facts, "docs/index.md");
  ASSERT_EQ(anchor.findings.size(), 1U);
  EXPECT_EQ(anchor.findings[0].severity, Severity::info);
}

TEST_F(LinkRules, SuggestWhatWasMeant) {
  const std::string text = "[x](src/tarin.py)\n";
  const Report report = judged("broken-link", text, facts);
  EXPECT_EQ(mended(report, text), "[x](src/train.py)\n");
  const std::string moved = "[x](train.py)\n";
  EXPECT_EQ(mended(judged("broken-link", moved, facts, "docs/x.md"), moved),
            "[x](../src/train.py)\n");
  const std::string alien = "[x](completely_else.md)\n";
  EXPECT_EQ(mended(judged("broken-link", alien, facts), alien), alien);
}

TEST_F(LinkRules, SayWhereTheNamedCommitHasTheFile) {
  MemoryTree old;
  old.id = "1111111111111111111111111111111111111a11";
  old.files = {{"old.py", ""}};
  facts.at[old.id] = old;
  const Report report =
      judged("broken-link", "We used commit " + old.id + " and [x](old.py).\n", facts);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].severity, Severity::warning);
  EXPECT_NE(report.findings[0].message.find("link to that commit"), std::string::npos);
}

TEST_F(LinkRules, FindImagesInMarkdownAndHtml) {
  EXPECT_EQ(
      found("broken-image", "![a](figures/loss.png) ![b](figures/los.png)\n\n<img src='x.gif'>\n"),
      (Places{"1:figures/los.png", "3:x.gif"}));
}

TEST_F(LinkRules, CompareAnchorsAsGitHubDoes) {
  const std::string text =
      "# Data & code (v1.5)\n\n## <a name=\"Own\"></a> Results\n\n## Results\n\n"
      "[a](#data--code-v15) [b](#Data--Code-V15) [c](#Own) [d](#-results) [e](#results) [f](#top)\n"
      "[g](#results-1) [h](#data-code) [i](docs/guide.md#first-steps) [j](docs/guide.md#last)\n"
      "[k](models#models) [l](src/train.py#x)\n";
  EXPECT_EQ(found("broken-anchor", text),
            (Places{"8:#results-1", "8:#data-code", "8:docs/guide.md#last"}));
  const std::string near = "# Quick start guide\n\n[x](#quick_start_guide)\n";
  const Report report = judged("broken-anchor", near, facts);
  EXPECT_EQ(mended(report, near), "# Quick start guide\n\n[x](#quick-start-guide)\n");
  EXPECT_EQ(report.findings.at(0).fix->safety, Safety::safe);
}

TEST_F(LinkRules, AnchorsWithinAnUnclosedFenceOfAListItemExist) {
  EXPECT_EQ(found("broken-anchor", "[x](#setup)\n\n- do\n  ```\n  code\n\n## Setup\n"), Places{});
}

TEST_F(LinkRules, TakeOwnAddressesApart) {
  EXPECT_EQ(found("self-url-missing",
                  "https://github.com/owner/name/blob/main/src/train.py#L3\n"
                  "https://github.com/owner/name/tree/feature/x/docs\n"
                  "https://github.com/owner/name/blob/master/docs/guide.md\n"
                  "https://raw.githubusercontent.com/owner/name/main/figures/loss.png\n"
                  "https://github.com/owner/name/issues/5 https://github.com/owner/name/tree/main\n"
                  "https://github.com/owner/name/blob/main//docs/guide.md\n"),
            Places{});
  EXPECT_EQ(found("self-url-missing",
                  "[x](https://github.com/owner/name/tree/feature/x/gone) and\n"
                  "https://github.com/owner/name/blob/main/gone.py\n"
                  "https://github.com/other/name/blob/main/gone.py\n"),
            (Places{"1:https://github.com/owner/name/tree/feature/x/gone",
                    "2:https://github.com/owner/name/blob/main/gone.py"}));
  const Report unknown =
      judged("self-url-missing", "https://github.com/owner/name/blob/dev/x.py\n", facts);
  EXPECT_TRUE(unknown.findings.empty());
  EXPECT_EQ(unknown.counts.undecided, 1U);
}

TEST_F(LinkRules, ReadLinesOfFiles) {
  EXPECT_EQ(found("stale-line-anchor", "[a](src/train.py#L3-L4) [b](src/train.py#L90)\n"),
            Places{"1:src/train.py#L90"});
  facts.head.files["p.py"] =
      "# distorted bounding box\ndef distort_crop():\n  pass\n\n\n\n\ndef evaluate():\n  pass\n";
  const std::string text = "* crop a distorted bounding box (see [code](p.py#L8-L9))\n";
  const Report report = judged("stale-line-anchor", text, facts);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].severity, Severity::info);
  EXPECT_EQ(found("stale-line-anchor", "* crop the bounding box ([code](p.py#L1-L3))\n"), Places{});
}

TEST_F(LinkRules, FindWhatWasMeantAsALink) {
  const std::string text =
      "See (our model)[https://example.org/model.pt], [paper] (https://example.org/paper), "
      "[1] (https://example.org/one), f(x)[0] and `(a)[https://example.org/b]`.\n";
  EXPECT_EQ(found("malformed-link", text), (Places{"1:(our model)[https://example.org/model.pt]",
                                                   "1:[paper] (https://example.org/paper)"}));
  EXPECT_TRUE(mended(judged("malformed-link", text, facts), text)
                  .starts_with("See [our model](https://example.org/model.pt), "));
}

TEST_F(LinkRules, TellAddressesFromPaths) {
  EXPECT_EQ(found("schemeless-url", "[a](wandb.ai/x) [b](www.example.org) [c](setup.py)\n"),
            (Places{"1:wandb.ai/x", "1:www.example.org"}));
  EXPECT_EQ(found("broken-link", "[a](wandb.ai/x)\n"), Places{});
  const std::string fragment = "[a](#https://example.org/x)\n";
  EXPECT_EQ(mended(judged("absolute-url-as-fragment", fragment, facts), fragment),
            "[a](https://example.org/x)\n");
  EXPECT_EQ(found("broken-anchor", fragment), Places{});
  EXPECT_EQ(found("empty-link", "[a]() <a href=\"\">b</a> [c](#)\n"),
            (Places{"1:[a]()", "1:<a href=\"\">"}));
}

TEST_F(LinkRules, FindMalformedAddressesInTextAndCode) {
  EXPECT_EQ(
      found("malformed-uri",
            "At `hdfs:/projects/x`, https//example.org, the prefix http://, "
            "`hdfs://cluster/x`, and/or a//b.\n\n<a href=\u201dhttps://example.org\u201d>x</a>\n"),
      (Places{"1:hdfs:/projects/x", "1:https//example.org", "3:\u201dhttps://example.org\u201d"}));
}

TEST(UriFault, KnowsWhatIsWellFormed) {
  for (const char* good : {"https://a.org", "file:///x", "hdfs:///x", "s3://b/k", "ftp://a", "C:/x",
                           "mailto:a@b", "git+ssh://a", "gs://b/x", "a//b", "x"}) {
    EXPECT_FALSE(uri_fault(good)) << good;
  }
  for (const char* bad : {"http//a.org", "https:/a.org", "https:///a.org", "htps://a.org",
                          "ttps://a.org", "https://https://a.org", "http:://a.org", "s3:/b/k"}) {
    EXPECT_TRUE(uri_fault(bad)) << bad;
  }
  EXPECT_EQ(uri_fault("htps://a.org/x")->mended, "https://a.org/x");
}

TEST(LineRange, ReadsWhatHostsWrite) {
  EXPECT_EQ(line_range("L59-L66").last, 66U);
  EXPECT_EQ(line_range("L5C1-L7C2").last, 7U);
  EXPECT_EQ(line_range("L9-12").first, 9U);
  EXPECT_EQ(line_range("L9x").first, 0U);
  EXPECT_EQ(line_range("Licence").first, 0U);
}

}  // namespace
}  // namespace recipe::check
