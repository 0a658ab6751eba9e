#include "base/json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace recipe {
namespace {

TEST(Json, IsReadWithoutThrowing) {
  EXPECT_EQ((*parse_json("{\"b\": 1, \"a\": [true]}"))["a"][0], true);
  for (const char* text :
       {"", "{", "{\"a\":}", "nan", "1 2", "\"\xff\"", "{\"a\": 1e999}", "'a'"}) {
    EXPECT_FALSE(parse_json(text)) << text;
  }
}

TEST(Json, IsNoDeeperThanSixtyFourLevels) {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_TRUE(parse_json(nested(64)));
  EXPECT_FALSE(parse_json(nested(65)));
  EXPECT_FALSE(parse_json(std::string(1 << 20, '[')));
  EXPECT_TRUE(parse_json("\"" + std::string(100, '[') + "\"")) << "brackets in text do not count";
  EXPECT_TRUE(parse_json(R"({"a\"[": 1})"));
}

TEST(Json, IsWrittenInOrderAndValid) {
  EXPECT_EQ(to_line({{"b", 1}, {"a", "x\ny"}}), R"({"b":1,"a":"x\ny"})");
  EXPECT_EQ(to_page({{"b", 1}}), "{\n  \"b\": 1\n}\n");
  EXPECT_EQ(to_line("a\xff"), "\"a\uFFFD\"");
}

TEST(Json, MembersHaveATypeOrAreAbsent) {
  const Json object = {{"n", 1.5}, {"t", "x"}, {"z", nullptr}};
  EXPECT_EQ(number_at(object, "n"), 1.5);
  EXPECT_EQ(text_at(object, "t"), "x");
  EXPECT_FALSE(number_at(object, "t"));
  EXPECT_FALSE(text_at(object, "n"));
  EXPECT_FALSE(text_at(object, "z"));
  EXPECT_FALSE(number_at(object, "absent"));
  EXPECT_FALSE(number_at(Json::array({1}), "0"));
  EXPECT_FALSE(text_at(Json("x"), "x"));
}

TEST(Json, CountsAreWholeAndExact) {
  const auto count = [](const char* text) { return count_at(*parse_json(text), "n"); };
  EXPECT_EQ(count("{\"n\": 0}"), 0U);
  EXPECT_EQ(count("{\"n\": 18446744073709551615}"), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(count("{\"n\": 9007199254740993}"), 9007199254740993U) << "no double";
  EXPECT_EQ(count("{\"n\": 3.0}"), 3U);
  for (const char* text : {"{\"n\": -1}", "{\"n\": 1.5}", "{\"n\": 1e300}", "{\"n\": \"1\"}", "{}",
                           "[1]", "{\"n\": 18446744073709551616}", "{\"n\": -9e30}"}) {
    EXPECT_FALSE(count(text)) << text;
  }
}

TEST(Json, NonFiniteNumbersAreWords) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(to_line(json_of(0.1)), "0.1");
  EXPECT_EQ(to_line(json_of(std::numeric_limits<double>::quiet_NaN())), "\"nan\"");
  EXPECT_EQ(to_line(json_of(infinity)), "\"inf\"");
  for (const double value : {0.1, -infinity, infinity, 5e-324}) {
    EXPECT_EQ(double_of(*parse_json(to_line(json_of(value)))), value);
  }
  EXPECT_TRUE(std::isnan(double_of(json_of(std::numeric_limits<double>::quiet_NaN())).value()));
  EXPECT_FALSE(double_of("twelve"));
  EXPECT_FALSE(double_of(nullptr));
}

}  // namespace
}  // namespace recipe
