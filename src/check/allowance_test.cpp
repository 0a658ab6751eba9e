#include "check/allowance.h"

#include <gtest/gtest.h>

#include "check/rule.h"

namespace recipe::check {
namespace {

constexpr std::string_view allow_commit = "<!-- recipe: allow commit-missing, lost -->";

class Allowances : public ::testing::Test {
 protected:
  const std::vector<Allowance>& read(std::string text) {
    page.emplace(SourceText("a.md", std::move(text)));
    found = allowances_in(*page);
    return found;
  }
  std::string_view scope(std::size_t i) const { return page->source.text(found[i].scope); }

  std::optional<document::Page> page;
  std::vector<Allowance> found;
};

TEST_F(Allowances, HoldForTheNextBlock) {
  read("One.\n\n" + std::string(allow_commit) + "\nTwo\nlines.\n\nThree.\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].wrong, "");
  EXPECT_EQ(found[0].reason, "lost");
  EXPECT_EQ(found[0].rules, std::vector<const Rule*>{&rules::commit_missing});
  EXPECT_EQ(scope(0), "Two\nlines.");
  EXPECT_EQ(page->source.text(found[0].lines), std::string(allow_commit) + "\n");
}

TEST_F(Allowances, HoldForASectionInFrontOfItsHeading) {
  read(std::string(allow_commit) + "\n## A\n\nText.\n\n### B\n\nMore.\n\n## C\n\nNot this.\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(scope(0).find("Not this"), std::string_view::npos);
  EXPECT_NE(scope(0).find("More."), std::string_view::npos);
}

TEST_F(Allowances, HoldForTheirLineWithinText) {
  read("| a |\n| --- |\n| x " + std::string(allow_commit) + " |\n| y |\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(scope(0), "| x " + std::string(allow_commit) + " |");
}

TEST_F(Allowances, StandOneAboveTheOther) {
  read(std::string(allow_commit) + "\n<!-- recipe: allow RC090 allow-unused, two -->\nText.\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(scope(0), "Text.");
  EXPECT_EQ(scope(1), "Text.");
  EXPECT_EQ(found[1].rules.size(), 2U);
}

TEST_F(Allowances, SayWhatIsWrong) {
  read(
      "<!-- recipe: allow commit-missing -->\nA\n\n<!-- recipe: allow, why -->\nA\n\n"
      "<!-- recipe: allow comit-missing, why -->\nA\n\n<!-- recipe: alow x, why -->\nA\n\n" +
      std::string(allow_commit));
  ASSERT_EQ(found.size(), 5U);
  EXPECT_EQ(found[0].wrong, "it gives no reason; write one behind a comma");
  EXPECT_EQ(found[1].wrong,
            "`recipe:` is followed by `allow,`; write `recipe: allow RULE, REASON`");
  EXPECT_EQ(found[2].wrong, "there is no rule `comit-missing`; did you mean `commit-missing`?");
  EXPECT_EQ(found[3].wrong, "`recipe:` is followed by `alow`; write `recipe: allow RULE, REASON`");
  EXPECT_EQ(found[4].wrong, "nothing follows that it could be for");
}

TEST_F(Allowances, AreNotReadInCode) {
  EXPECT_TRUE(read("`" + std::string(allow_commit) + "`\n\n```\n" + std::string(allow_commit) +
                   "\n```\n\n<!-- other -->\n")
                  .empty());
}

TEST_F(Allowances, AreBoundedInNumber) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += std::string(allow_commit) + "\n";
  EXPECT_EQ(read(text + "Text.\n").size(), 501U);
  EXPECT_NE(found.back().wrong, "");
}

}  // namespace
}  // namespace recipe::check
