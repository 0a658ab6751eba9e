#include "base/text.h"

#include <gtest/gtest.h>

#include <limits>

namespace recipe {
namespace {

using Views = std::vector<std::string_view>;

TEST(Text, TrimsAsciiSpaceOnly) {
  EXPECT_EQ(trim(" \t\r\n\v\f a b \n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(trim("\u00a0a"), "\u00a0a");
}

TEST(Text, ChangesTheCaseOfAsciiOnly) {
  EXPECT_EQ(lower("\u00c4B"), "\u00c4b");
  EXPECT_EQ(upper("\u00e4b"), "\u00e4B");
}

TEST(Text, FoldsSpaceAndDashesAway) {
  EXPECT_EQ(folded("Top-1 Acc_uracy"), "top1accuracy");
  EXPECT_TRUE(contains_folded("the Raw_Data here", "raw data"));
  EXPECT_FALSE(contains_folded("raw", "raw data"));
}

TEST(Text, MakesNamesForShellsAndFiles) {
  EXPECT_EQ(upper_snake("Learning rate"), "LEARNING_RATE");
  EXPECT_EQ(upper_snake("  a--b (c) "), "A_B_C");
  EXPECT_EQ(upper_snake("\u03b2"), "");
  EXPECT_EQ(upper_snake("\u03b2 1"), "1");
  EXPECT_EQ(kebab("Raw data"), "raw-data");
  EXPECT_EQ(kebab("!?"), "");
}

TEST(Text, SplitsAndKeepsEmptyParts) {
  EXPECT_EQ(split("a,,b,", ','), (Views{"a", "", "b", ""}));
  EXPECT_EQ(split("", ','), (Views{""}));
}

TEST(Text, LinesEndWithEitherLineEnd) {
  EXPECT_EQ(lines("a\r\nb\n\nc"), (Views{"a", "b", "", "c"}));
  EXPECT_EQ(lines("a\n"), (Views{"a"}));
  EXPECT_EQ(lines(""), Views{});
  EXPECT_EQ(join({"a", "", "b"}, ", "), "a, , b");
  EXPECT_EQ(join({}, ", "), "");
}

TEST(Text, QuotesForAShellOnlyWhereItMust) {
  EXPECT_EQ(shell_quoted("a/b-c_1.2:3=4@5%6+7,8"), "a/b-c_1.2:3=4@5%6+7,8");
  EXPECT_EQ(shell_quoted(""), "''");
  EXPECT_EQ(shell_quoted("a b"), "'a b'");
  EXPECT_EQ(shell_quoted("it's"), "'it'\\''s'");
  for (const char* special : {"$", "`", "\\", "\"", "\n", "*", "~", "{", "!", "#", ";", "\x80"}) {
    EXPECT_EQ(shell_quoted(special), std::string("'") + special + "'");
  }
}

TEST(Text, PrintsWhatCannotSteerATerminal) {
  EXPECT_EQ(printable("a\tb\nc \u00e4\u20ac\U0001f600"), "a\tb\nc \u00e4\u20ac\U0001f600");
  EXPECT_EQ(printable("\x1b[2J\r\x7f"), "\\x1b[2J\\x0d\\x7f");
  EXPECT_EQ(printable(std::string("\0", 1)), "\\x00");
  EXPECT_EQ(printable("\xC2\x9B"), "\\x9b") << "CSI in one code point";
  EXPECT_EQ(printable("\xff"), "\uFFFD");
}

TEST(Text, ReplacesMalformedUtf8) {
  const std::string replaced = "\uFFFD";
  EXPECT_EQ(printable("\xC0\xAF"), replaced + replaced) << "too long a form";
  EXPECT_EQ(printable("\xE0\x80\xAF"), replaced + replaced + replaced);
  EXPECT_EQ(printable("\xED\xA0\x80"), replaced + replaced + replaced) << "half of a pair";
  EXPECT_EQ(printable("\xF4\x90\x80\x80"), replaced + replaced + replaced + replaced);
  EXPECT_EQ(printable("a\xE2\x82"), "a" + replaced + replaced) << "cut off";
  EXPECT_EQ(printable("\xF5"), replaced);
}

TEST(Text, FindsTheNearestName) {
  EXPECT_EQ(nearest("trainning", {"training", "inference"}), "training");
  EXPECT_EQ(nearest("Training", {"training"}), "training");
  EXPECT_FALSE(nearest("xyz", {"training", "inference"}));
  EXPECT_FALSE(nearest("a", {}));
}

TEST(Text, CountsNouns) {
  EXPECT_EQ(counted(1, "run"), "1 run");
  EXPECT_EQ(counted(0, "run"), "0 runs");
  EXPECT_EQ(counted(2, "run"), "2 runs");
}

TEST(Text, ReadsWholeNumbersOnly) {
  EXPECT_EQ(parse_double("-1.5e3"), -1500);
  EXPECT_EQ(parse_double("+.5"), 0.5);
  for (const char* text : {"", "-", "+", ".", "1x", "0x10", "inf", "nan", "-inf", "-nan", "+-1",
                           "--1", " 1", "1 ", "1,5", "1e", "1e999"}) {
    EXPECT_FALSE(parse_double(text)) << text;
  }
}

TEST(Text, WritesNumbersThatReadBack) {
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(shortest(1e-5), "1e-05");
  EXPECT_EQ(shortest(150000), "150000");
  EXPECT_EQ(shortest(-0.0), "0");
  for (const double value : {1e15, 123456789012345680.0, 1.0 / 3, 5e-324, 1.7976931348623157e308,
                             -2.5, 999999999999999.0, 0.30000000000000004}) {
    EXPECT_EQ(parse_double(shortest(value)), value);
  }
}

TEST(Text, RoundsToSignificantDigits) {
  EXPECT_EQ(rounded(0.123456, 3), "0.123");
  EXPECT_EQ(rounded(1999.9, 2), "2000");
  EXPECT_EQ(rounded(0.5, 6), "0.5");
  EXPECT_EQ(rounded(0, 3), "0");
  EXPECT_EQ(rounded(std::numeric_limits<double>::quiet_NaN(), 3), "nan");
}

}  // namespace
}  // namespace recipe
