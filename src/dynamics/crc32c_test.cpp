#include "dynamics/crc32c.h"

#include <gtest/gtest.h>

#include <string>

namespace recipe::dynamics {
namespace {

TEST(Crc32c, IsThatOfTheStandard) {
  // RFC 3720, B.4.
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAU);
  EXPECT_EQ(crc32c(std::string(32, '\xFF')), 0x62A8AB43U);
  EXPECT_EQ(crc32c("123456789"), 0xE3069283U);
  EXPECT_EQ(crc32c(""), 0U);
}

TEST(Crc32c, IsTheSameByTablesAndInPieces) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(crc32c(text), crc32c_by_table(text)) << i;
    EXPECT_EQ(crc32c(std::string_view(text).substr(text.size() / 3),
                     crc32c(std::string_view(text).substr(0, text.size() / 3))),
              crc32c(text));
    text += static_cast<char>(i * 37 + 11);
  }
}

}  // namespace
}  // namespace recipe::dynamics
