#include "check/fixing.h"

#include <gtest/gtest.h>

namespace recipe::check {
namespace {

Finding with_fix(Safety safety, std::vector<Edit> edits) {
  Finding finding;
  finding.fix = Fix{"mend", safety, std::move(edits)};
  return finding;
}

TEST(Fixing, AppliesWhatIsWanted) {
  const SourceText source("a.md", "one two three\n");
  const std::vector<Finding> findings = {with_fix(Safety::safe, {{{0, 3}, "1"}}),
                                         with_fix(Safety::unsafe, {{{4, 7}, "2"}}), Finding{}};
  EXPECT_EQ(fixed(source, findings, FixesWanted::none)->text, "one two three\n");
  EXPECT_EQ(fixed(source, findings, FixesWanted::safe)->text, "1 two three\n");
  const auto all = fixed(source, findings, FixesWanted::all);
  EXPECT_EQ(all->text, "1 2 three\n");
  EXPECT_EQ(all->applied, 2U);
}

TEST(Fixing, LeavesOutWhatMeetsAnother) {
  const SourceText source("a.md", "one two three\n");
  const auto done = fixed(source,
                          {with_fix(Safety::safe, {{{0, 3}, "1"}, {{8, 13}, "3"}}),
                           with_fix(Safety::safe, {{{2, 5}, "-"}}),
                           with_fix(Safety::safe, {{{5, 6}, "W"}, {{13, 13}, "!"}})},
                          FixesWanted::safe);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->text, "1 two 3\n");
  EXPECT_EQ(done->applied, 1U);
}

}  // namespace
}  // namespace recipe::check
