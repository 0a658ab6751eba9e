#include "document/slug.h"

#include <gtest/gtest.h>

namespace recipe::document {
namespace {

TEST(Slug, KeepsLettersDigitsDashesAndUnderscores) {
  EXPECT_EQ(slug_of("Quick Start Guide"), "quick-start-guide");
  EXPECT_EQ(slug_of("Training (8x V100 32GB)"), "training-8x-v100-32gb");
  EXPECT_EQ(slug_of("Data & processing: step_1"), "data--processing-step_1");
  EXPECT_EQ(slug_of("v1.5"), "v15");
  EXPECT_EQ(slug_of(" Model zoo"), "-model-zoo");
}

TEST(Slug, KnowsLettersBeyondAscii) {
  EXPECT_EQ(slug_of("\u00c9valuation \u2013 r\u00e9sum\u00e9"),
            "\u00e9valuation--r\u00e9sum\u00e9");
  EXPECT_EQ(slug_of("\u8bad\u7ec3"), "\u8bad\u7ec3");
  EXPECT_EQ(slug_of("\U0001F680 Start"), "-start");
  EXPECT_EQ(slug_of("a\xff b"), "a-b");
}

TEST(Slug, NumbersHeadingsOfOneName) {
  Slugs slugs;
  EXPECT_EQ(slugs.next("Results"), "results");
  EXPECT_EQ(slugs.next("Results"), "results-1");
  EXPECT_EQ(slugs.next("Results 1"), "results-1-1");
  EXPECT_EQ(slugs.next("Results"), "results-2");
}

}  // namespace
}  // namespace recipe::document
