#include <gtest/gtest.h>

#include "os/file_system.h"

namespace recipe::os {
namespace {

TEST(Paths, Join) {
  EXPECT_EQ(join_path("a", "b"), "a/b");
  EXPECT_EQ(join_path("a/", "b"), "a/b");
  EXPECT_EQ(join_path("a", "/b"), "/b");
  EXPECT_EQ(join_path("", "b"), "b");
  EXPECT_EQ(join_path("a", ""), "a");
  EXPECT_EQ(join_path("/", "b"), "/b");
}

TEST(Paths, Parent) {
  EXPECT_EQ(parent_path("a/b"), "a");
  EXPECT_EQ(parent_path("a//b/"), "a");
  EXPECT_EQ(parent_path("a"), ".");
  EXPECT_EQ(parent_path("/a"), "/");
  EXPECT_EQ(parent_path("/"), "/");
  EXPECT_EQ(file_name("a/b/"), "b");
  EXPECT_EQ(file_name("b"), "b");
}

TEST(Paths, LexicallyNormal) {
  EXPECT_EQ(lexically_normal("a/./b//../c/"), "a/c");
  EXPECT_EQ(lexically_normal("../../a"), "../../a");
  EXPECT_EQ(lexically_normal("a/../.."), "..");
  EXPECT_EQ(lexically_normal("/../a"), "/a");
  EXPECT_EQ(lexically_normal("/"), "/");
  EXPECT_EQ(lexically_normal(""), ".");
}

TEST(Paths, StayInside) {
  for (const char* inside : {"a", "a/../b", ".", "..a", "a/..", "", "a/b/../../.x"}) {
    EXPECT_TRUE(stays_inside(inside)) << inside;
  }
  for (const char* outside : {"..", "../a", "/a", "a/../../b", "./..", "/"}) {
    EXPECT_FALSE(stays_inside(outside)) << outside;
  }
  EXPECT_FALSE(stays_inside(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace recipe::os
