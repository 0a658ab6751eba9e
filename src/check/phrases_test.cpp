#include "check/phrases.h"

#include <gtest/gtest.h>

namespace recipe::check {
namespace {

std::vector<std::size_t> tags_in(const Phrases& phrases, std::string_view text) {
  const Lowered words(text);
  std::vector<Phrases::Match> matches;
  for (std::size_t at = 0; at < words.size(); ++at) phrases.match(words, at, matches);
  std::vector<std::size_t> tags;
  for (const Phrases::Match& match : matches) tags.push_back(match.tag);
  return tags;
}

TEST(Phrases, CompareWordsWithoutCaseAndPunctuation) {
  Phrases phrases;
  phrases.add("weight decay|top 1", 3);
  EXPECT_EQ(tags_in(phrases, "The Weight-Decay"), std::vector<std::size_t>{3});
  EXPECT_EQ(tags_in(phrases, "Top-1, top_1 and top@1").size(), 3U);
  EXPECT_TRUE(tags_in(phrases, "weights decay, weight, decayed").empty());
}

TEST(Phrases, StandForMoreThanTheirWords) {
  Phrases phrases;
  phrases.add("train*", 1);
  phrases.add("# epochs", 2);
  phrases.add("lr * decays", 3);
  phrases.add("=data", 4);
  EXPECT_EQ(tags_in(phrases, "trained for 1.5 epochs"), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(tags_in(phrases, "lr then decays"), std::vector<std::size_t>{3});
  EXPECT_TRUE(tags_in(phrases, "lr decays; many epochs; data set").empty());
  EXPECT_EQ(tags_in(phrases, " Data: "), std::vector<std::size_t>{4});
}

TEST(Phrases, KnowWhereWordsStand) {
  const std::string text = "At 74.0 %, see x.";
  const Lowered words(text);
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words[1], "74.0");
  const Span span = words.span(0, 2);
  EXPECT_EQ(text.substr(span.begin, span.size()), "At 74.0");
}

TEST(Phrases, EndWithTheText) {
  Phrases phrases;
  phrases.add("a b c|#", 1);
  EXPECT_FALSE(phrases.any_in(Lowered("a b")));
  EXPECT_FALSE(phrases.any_in(Lowered("")));
  EXPECT_TRUE(phrases.any_in(Lowered("x 3.")));
}

}  // namespace
}  // namespace recipe::check
