#include "base/source.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/diagnostic.h"
#include "base/digest.h"
#include "base/result.h"
#include "base/statistics.h"

namespace recipe {
namespace {

TEST(Source, KnowsItsLines) {
  const SourceText text("r.md", "a\r\n\u00e4b\n\nlast");
  EXPECT_EQ(text.line_count(), 4U);
  EXPECT_EQ(text.text(text.line(1)), "a");
  EXPECT_EQ(text.text(text.line(2)), "\u00e4b");
  EXPECT_EQ(text.text(text.line(3)), "");
  EXPECT_EQ(text.text(text.line(4)), "last");
  EXPECT_TRUE(text.line(0).empty());
  EXPECT_TRUE(text.line(5).empty());
}

TEST(Source, APositionCountsCodePoints) {
  const SourceText text("r.md", "a\n\u00e4\U0001f600b\n");
  EXPECT_EQ(text.position(0), (Position{1, 1}));
  EXPECT_EQ(text.position(2), (Position{2, 1}));
  EXPECT_EQ(text.position(4), (Position{2, 2}));
  EXPECT_EQ(text.position(8), (Position{2, 3}));
  EXPECT_EQ(text.position(9), (Position{2, 4})) << "the line end";
  EXPECT_EQ(text.position(1000), text.position(text.bytes().size()));
  EXPECT_EQ(text.place({8, 9}), "r.md:2:3");
}

TEST(Source, EveryByteIsInTheLineThatHoldsIt) {
  const SourceText text("r.md", "a\n\r\nbc\n\n\nd");
  for (std::size_t at = 0; at < text.bytes().size(); ++at) {
    const Span line = text.line(text.line_at(at));
    EXPECT_LE(line.begin, at);
    EXPECT_EQ(text.text({line.begin, line.end}).find('\n'), std::string_view::npos);
  }
}

TEST(Source, MayBeEmpty) {
  const SourceText text;
  EXPECT_EQ(text.line_count(), 1U);
  EXPECT_EQ(text.position(0), (Position{1, 1}));
  EXPECT_EQ(text.text({0, 5}), "");
  EXPECT_EQ(text.text({3, 5}), "");
}

TEST(Diagnostic, NamesPlaceAndRule) {
  const SourceText text("r.md", "a\nb");
  const Diagnostic found{"a-rule", Severity::error, {2, 3}, "it is wrong", std::nullopt};
  EXPECT_EQ(to_string(found, text), "r.md:2:1: error: it is wrong [a-rule]");
}

TEST(Digest, IsTheFullFormOnly) {
  const std::string hex(64, 'A');
  EXPECT_EQ(Digest::parse("sha256:" + hex)->to_string(), "sha256:" + std::string(64, 'a'));
  EXPECT_TRUE(Digest::parse(" SHA256:" + hex + "\n"));
  EXPECT_FALSE(Digest::parse(hex));
  EXPECT_FALSE(Digest::parse("sha256:" + hex + "0"));
  EXPECT_FALSE(Digest::parse("sha256:" + hex.substr(1)));
  EXPECT_FALSE(Digest::parse("sha256:" + hex.substr(1) + "g"));
  EXPECT_FALSE(Digest::parse(""));
}

TEST(Commit, IsFortyOrSixtyFourDigits) {
  EXPECT_TRUE(is_commit(std::string(40, '0')));
  EXPECT_TRUE(is_commit(std::string(64, 'f')));
  for (const std::size_t size : {0, 7, 39, 41, 63, 65}) {
    EXPECT_FALSE(is_commit(std::string(size, 'a')));
  }
  EXPECT_FALSE(is_commit(std::string(40, 'g')));
}

TEST(Error, GainsContextOnTheWayUp) {
  const Result<> failed = fail(Error{ErrorKind::io, "disk full", {"inner"}}, "outer");
  EXPECT_EQ(failed.error().to_string(), "outer: inner: disk full");
}

TEST(Statistics, OfFewValues) {
  const double values[] = {1, 2, 3, 4};
  EXPECT_EQ(mean(values), 2.5);
  EXPECT_NEAR(*standard_deviation(values), 1.2909944487, 1e-9);
  EXPECT_TRUE(std::isnan(mean({})));
  EXPECT_FALSE(standard_deviation({values, 1}));
  EXPECT_EQ(standard_deviation({values, 2}), std::sqrt(0.5));
}

}  // namespace
}  // namespace recipe
