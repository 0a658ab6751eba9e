#include "base/quantity.h"

#include <gtest/gtest.h>

namespace recipe {
namespace {

TEST(Quantity, ReadsEveryNotationOfOneNumber) {
  for (const char* text : {"1e-4", "0.0001", "1.0E-04", "~1e-4", "  .0001 "}) {
    const auto quantity = parse_quantity(text);
    ASSERT_TRUE(quantity) << text;
    EXPECT_DOUBLE_EQ(quantity->value, 1e-4) << text;
  }
}

TEST(Quantity, GroupsDigitsOnlyInThrees) {
  EXPECT_EQ(parse_quantity("1,200,000")->value, 1200000);
  EXPECT_EQ(parse_quantity("264,712 bytes"), (Quantity{264712, "bytes"}));
  EXPECT_FALSE(parse_quantity("1,20"));
  EXPECT_FALSE(parse_quantity("1,2000"));
}

TEST(Quantity, KnowsSuffixesAndUnits) {
  EXPECT_EQ(parse_quantity("500K")->value, 500000);
  EXPECT_EQ(parse_quantity("74.0 %"), (Quantity{74, "%"}));
  EXPECT_DOUBLE_EQ(parse_quantity("74.0%")->plain(), 0.74);
  EXPECT_EQ(parse_quantity("11ms"), (Quantity{11, "ms"}));
  EXPECT_FALSE(parse_quantity("SGD"));
  EXPECT_FALSE(parse_quantity(""));
  EXPECT_FALSE(parse_quantity("3 x 4 = 12"));
}

TEST(Quantity, IsANumberHoweverLarge) {
  EXPECT_TRUE(parse_quantity("1e308"));
  EXPECT_FALSE(parse_quantity("1e308K"));
  EXPECT_FALSE(parse_quantity("1e309"));
  EXPECT_FALSE(parse_duration("1e308 days"));
  EXPECT_FALSE(parse_bytes("1e308 TB"));
}

TEST(Value, HasAType) {
  const Value batch = parse_value("64 (per GPU)");
  EXPECT_EQ(batch.number()->value, 64);
  EXPECT_EQ(batch.remark, "per GPU");
  EXPECT_EQ(batch.text, "64");
  const Value per_device = parse_value("256, e.g. 64 per GPU");
  EXPECT_EQ(per_device.number()->value, 256);
  EXPECT_EQ(per_device.text, "256");
  EXPECT_EQ(per_device.remark, "e.g. 64 per GPU");
  EXPECT_EQ(parse_value("150, 300 and more").number(), nullptr);
  const Value steps = parse_value("150000, 300000");
  ASSERT_NE(steps.list(), nullptr);
  EXPECT_EQ((*steps.list())[1].value, 300000);
  EXPECT_EQ(*parse_value("yes").boolean(), true);
  EXPECT_EQ(std::get<std::string>(parse_value("cosine (see below)").is), "cosine (see below)");
  EXPECT_NE(parse_value("1,200, 3,400").list(), nullptr);
}

TEST(Value, ComparesTyped) {
  EXPECT_TRUE(parse_value("1e-4").same_as(parse_value("0.0001")));
  EXPECT_TRUE(parse_value("[1, 2]").same_as(parse_value("1, 2")));
  EXPECT_TRUE(parse_value("74 %").same_as(parse_value("0.74")));
  EXPECT_FALSE(parse_value("0.1").same_as(parse_value("0.01")));
  EXPECT_FALSE(parse_value("yes").same_as(parse_value("1")));
}

TEST(Duration, ReadsAndWrites) {
  EXPECT_DOUBLE_EQ(*parse_duration("11 ms"), 0.011);
  EXPECT_DOUBLE_EQ(*parse_duration("~24 hours"), 86400);
  EXPECT_DOUBLE_EQ(*parse_duration("1 h 30 min"), 5400);
  EXPECT_FALSE(parse_duration("24"));
  EXPECT_FALSE(parse_duration("soon"));
  EXPECT_EQ(format_duration(0.011), "11 ms");
  EXPECT_EQ(format_duration(42.04), "42.0 s");
  EXPECT_EQ(format_duration(245), "4 min 05 s");
  EXPECT_EQ(format_duration(86400), "1 d 00 h");
}

TEST(Bytes, ReadsAndWrites) {
  EXPECT_EQ(*parse_bytes("1.2 GB"), 1.2e9);
  EXPECT_EQ(*parse_bytes("3 GiB"), 3221225472.0);
  EXPECT_EQ(*parse_bytes("67151"), 67151);
  EXPECT_EQ(*parse_bytes("264,712B"), 264712);
  EXPECT_EQ(*parse_bytes("5K"), 5000);
  EXPECT_FALSE(parse_bytes("many"));
  EXPECT_FALSE(parse_bytes("-1 B"));
  EXPECT_EQ(format_bytes(1572864), "1.5 MiB");
}

}  // namespace
}  // namespace recipe
