#include "base/location.h"

#include <gtest/gtest.h>

namespace recipe {
namespace {

TEST(Location, KnowsItsScheme) {
  const std::pair<const char*, Scheme> cases[] = {
      {"https://host/a", Scheme::https},
      {"HTTP://host", Scheme::http},
      {"s3://bucket/key", Scheme::s3},
      {"s3a://bucket/key", Scheme::s3},
      {"hdfs://nameservice/path", Scheme::hdfs},
      {"hdfs:/path", Scheme::hdfs},
      {"hive://host:10000/database.table", Scheme::hive},
      {"git+https://host/r@0123", Scheme::git},
      {"data/train.csv", Scheme::path},
      {"../data", Scheme::path},
      {"/data", Scheme::path},
  };
  for (const auto& [text, scheme] : cases) {
    const auto location = parse_location(text);
    ASSERT_TRUE(location) << text;
    EXPECT_EQ(location->scheme, scheme) << text;
    EXPECT_EQ(location->text, text);
    EXPECT_EQ(location->is_path(), scheme == Scheme::path);
    EXPECT_EQ(parse_url(text).has_value(), scheme != Scheme::path) << text;
  }
}

TEST(Location, IsRefusedWhereNothingIsMeant) {
  for (const char* text : {"", " ", "a b", "a\tb", "a\x01", "a\x7f", "ftp://host/a", "foo://",
                           "-rf", "https://", "hdfs://", "hdfs:/", "s3://", "git+"}) {
    EXPECT_FALSE(parse_location(text) && parse_location(text)->scheme != Scheme::path) << text;
    EXPECT_FALSE(parse_url(text)) << text;
  }
  for (const char* text : {"", "a b", "ftp://host/a", "https://", "-rf"}) {
    EXPECT_FALSE(parse_location(text)) << text;
  }
}

TEST(Location, IsTrimmed) { EXPECT_EQ(parse_location(" data/a.csv\n")->text, "data/a.csv"); }

TEST(Location, HasALastName) {
  const std::pair<const char*, const char*> cases[] = {
      {"https://host/a/b.csv", "b.csv"},
      {"https://host/a/b.csv?download=1#top", "b.csv"},
      {"https://host/a/", "a"},
      {"https://host", "host"},
      {"s3://bucket/key/", "key"},
      {"hdfs:/a/b", "b"},
      {"data/what?.csv", "what?.csv"},
      {"data/", "data"},
      {"x", "x"},
  };
  for (const auto& [text, name] : cases) EXPECT_EQ(parse_location(text)->last_name(), name);
}

}  // namespace
}  // namespace recipe
