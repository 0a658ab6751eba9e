#include "timing/usage.h"

#include <gtest/gtest.h>

namespace recipe::timing {
namespace {

TEST(Usage, ReadsBackAsItWas) {
  const Usage usage = Usage::of({0, 0, 1.5, 2.25, std::uint64_t{1} << 53, false});
  const Usage twin = usage_from_json(*parse_json(to_line(to_json(usage))));
  EXPECT_EQ(twin.seconds, 1.5);
  EXPECT_EQ(twin.cpu_seconds, 2.25);
  EXPECT_EQ(twin.peak_bytes, std::uint64_t{1} << 53);
}

TEST(Usage, WhatIsMissingIsZero) {
  for (const char* text : {"{}", "[]", "null", "{\"seconds\": \"1\", \"peak_bytes\": -1}"}) {
    const Usage usage = usage_from_json(*parse_json(text));
    EXPECT_EQ(usage.seconds, 0) << text;
    EXPECT_EQ(usage.peak_bytes, 0U) << text;
  }
}

}  // namespace
}  // namespace recipe::timing
