#include "check/baseline.h"

#include <gtest/gtest.h>

namespace recipe::check {
namespace {

Finding finding_at(const SourceText& source, std::string_view text) {
  Finding finding;
  finding.rule = "broken-link";
  const std::size_t at = source.bytes().find(text);
  finding.span = {at, at + text.size()};
  return finding;
}

TEST(Baseline, KnowsAFindingWhereverItStands) {
  const SourceText before("README.md", "# A\n\nSee [x](y.md) there.\n");
  Baseline written;
  written.add("README.md", before, finding_at(before, "(y.md)"));
  const auto read = Baseline::parse(written.to_text());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->count("README.md"), 1U);

  const SourceText after("README.md",
                         "# A\n\nMore.\n\n   See  [x](y.md) there.\n\nAnd [x](y.md).\n");
  std::vector<Finding> findings = {finding_at(after, "(y.md) there"), finding_at(after, "(y.md).")};
  EXPECT_EQ(read->take("README.md", after, findings), 1U);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(after.text(findings.front().span), "(y.md).");
  EXPECT_EQ(read->take("other.md", after, findings), 0U);
}

TEST(Baseline, TakesAsManyAsItKnows) {
  const SourceText source("README.md", "[x](y.md)\n\n[x](y.md)\n\n[x](y.md)\n");
  const Finding finding = finding_at(source, "[x]");
  Baseline baseline;
  baseline.add("README.md", source, finding);
  baseline.add("README.md", source, finding);
  std::vector<Finding> findings(3, finding);
  EXPECT_EQ(baseline.take("README.md", source, findings), 2U);
  EXPECT_EQ(findings.size(), 1U);
  baseline.remove("README.md");
  EXPECT_EQ(baseline.size(), 0U);
}

TEST(Baseline, RefusesOtherFiles) {
  EXPECT_FALSE(Baseline::parse("[]"));
  EXPECT_FALSE(Baseline::parse("{\"version\": 2, \"findings\": []}"));
  EXPECT_FALSE(Baseline::parse("{\"version\": 1, \"findings\": [{\"path\": 3}]}"));
  EXPECT_TRUE(Baseline::parse(Baseline().to_text()));
}

}  // namespace
}  // namespace recipe::check
