#include "check/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace recipe::check {
namespace {

TEST(Glob, ReadsAsGitignoreDoes) {
  EXPECT_TRUE(matches("README.md", "README.md"));
  EXPECT_TRUE(matches("README.md", "a/b/README.md"));
  EXPECT_FALSE(matches("/README.md", "a/README.md"));
  EXPECT_TRUE(matches("*.md", "a/b.md"));
  EXPECT_FALSE(matches("docs/*.md", "docs/a/b.md"));
  EXPECT_TRUE(matches("docs/**", "docs/a/b.md"));
  EXPECT_TRUE(matches("docs/", "docs/a/b.md"));
  EXPECT_FALSE(matches("docs/", "my/docs/a.md"));
  EXPECT_TRUE(matches("**/docs/*.md", "docs/a.md"));
  EXPECT_TRUE(matches("**/docs/*.md", "x/y/docs/a.md"));
  EXPECT_TRUE(matches("a/**/z.md", "a/z.md"));
  EXPECT_TRUE(matches("a/**/z.md", "a/b/c/z.md"));
  EXPECT_FALSE(matches("a/**/z.md", "ab/z.md"));
  EXPECT_FALSE(matches("a/**/z.md", "a/bz.md"));
  EXPECT_FALSE(matches("z.md", "a/bz.md"));
  EXPECT_TRUE(matches("re?dme.md", "readme.md"));
  EXPECT_FALSE(matches("a?b.md", "a/b.md"));
  EXPECT_FALSE(matches("", "a"));
}

TEST(Glob, KnowsClassesAndEscapes) {
  EXPECT_TRUE(matches("*.py[cod]", "a/b.pyc"));
  EXPECT_FALSE(matches("*.py[cod]", "a/b.pyx"));
  EXPECT_TRUE(matches("[Oo]utput/", "Output/a"));
  EXPECT_TRUE(matches("run[0-9].sh", "run7.sh"));
  EXPECT_FALSE(matches("run[!0-9].sh", "run7.sh"));
  EXPECT_FALSE(matches("a[!b]c", "a/c"));
  EXPECT_TRUE(matches("a[b", "a[b"));
  EXPECT_TRUE(matches("\\*.md", "*.md"));
  EXPECT_FALSE(matches("\\*.md", "a.md"));
}

TEST(Glob, IsNotSlowWithManyStars) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a**";
  EXPECT_FALSE(matches(pattern + "!", std::string(4000, 'a')));
}

}  // namespace
}  // namespace recipe::check
