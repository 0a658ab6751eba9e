#include "check/excerpt.h"

#include <gtest/gtest.h>

namespace recipe::check {
namespace {

Excerpt excerpt_in(const std::string& text, std::string_view marked, std::size_t columns = 100) {
  const SourceText source("a.md", text);
  const std::size_t at = text.find(marked);
  return excerpt_of(source, {at, at + marked.size()}, columns);
}

TEST(Excerpt, MarksTheSpan) {
  const Excerpt excerpt = excerpt_in("one\nsee `x` there\n", "`x`");
  EXPECT_EQ(excerpt.line, "see `x` there");
  EXPECT_EQ(excerpt.before + excerpt.mark, "    ^~~");
}

TEST(Excerpt, StandsUnderTheSpanBehindTabsEscapesAndOtherScripts) {
  const Excerpt excerpt = excerpt_in("\tä\x1b[31m x\n", "x");
  EXPECT_EQ(excerpt.line, " ä\\x1b[31m x");
  EXPECT_EQ(excerpt.before + excerpt.mark, "           ^");
}

TEST(Excerpt, CutsALongLineAroundTheSpan) {
  const std::string text = std::string(5000, 'a') + "XYZ" + std::string(5000, 'b');
  const Excerpt excerpt = excerpt_in(text, "XYZ", 40);
  EXPECT_LE(excerpt.line.size(), 46U);
  EXPECT_EQ(excerpt.line.substr(excerpt.before.size(), 3), "XYZ");
  EXPECT_TRUE(excerpt.line.starts_with("...a"));
  EXPECT_TRUE(excerpt.line.ends_with("b..."));
}

TEST(Excerpt, BoundsALongSpan) {
  const Excerpt excerpt = excerpt_in(std::string(100000, 'a'), std::string(100000, 'a'), 40);
  EXPECT_LE(excerpt.line.size(), 46U);
  EXPECT_LE(excerpt.mark.size(), 40U);
}

TEST(Excerpt, NeverCutsACodePoint) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "ä";
  const Excerpt excerpt = excerpt_in(text + "x" + text, "x", 41);
  EXPECT_EQ(excerpt.line.find("\xEF\xBF\xBD"), std::string::npos) << excerpt.line;
}

}  // namespace
}  // namespace recipe::check
