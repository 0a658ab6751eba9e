#include "check/unified_diff.h"

#include <gtest/gtest.h>

namespace recipe::check {
namespace {

TEST(UnifiedDiff, IsEmptyWithoutAChange) { EXPECT_EQ(unified_diff("a", "x\n", "x\n"), ""); }

TEST(UnifiedDiff, ShowsThreeLinesAround) {
  EXPECT_EQ(unified_diff("d/a.md", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/d/a.md\n+++ b/d/a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, TellsAMissingLineEnd) {
  EXPECT_EQ(unified_diff("a", "x", "x\n"),
            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");
}

TEST(UnifiedDiff, SeparatesChangesThatAreFarApart) {
  std::string before;
  std::string after;
  for (int i = 0; i < 40; ++i) {
    before += std::to_string(i) + "\n";
    if (i != 5) after += std::to_string(i) + "\n";
    if (i == 30) after += "new\n";
  }
  const std::string diff = unified_diff("a", before, after);
  EXPECT_NE(diff.find("@@ -3,7 +3,6 @@\n 2\n 3\n 4\n-5\n 6\n"), std::string::npos) << diff;
  EXPECT_NE(diff.find("@@ -29,6 +28,7 @@\n 28\n 29\n 30\n+new\n 31\n"), std::string::npos) << diff;
}

TEST(UnifiedDiff, InsertsIntoAnEmptyText) {
  EXPECT_EQ(unified_diff("a", "", "x\n"), "--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n");
}

/// What `patch` would make of it.
std::string patched(const std::string& before, const std::string& diff) {
  std::vector<std::string> old;
  std::string line;
  for (const char c : before) {
    line += c;
    if (c == '\n') old.push_back(std::exchange(line, ""));
  }
  std::string out;
  std::size_t at = 0;
  std::size_t place = 0;
  while (place < diff.size()) {
    const std::size_t end = diff.find('\n', place);
    const std::string row = diff.substr(place, end - place + 1);
    place = end + 1;
    if (row.starts_with("@@ -")) {
      const std::size_t number = std::stoul(row.substr(4));
      const bool none = row.find(",0 +") != std::string::npos;
      while (at < (none ? number : number - 1)) out += old[at++];
    } else if (row[0] == ' ') {
      out += old[at++];
    } else if (row[0] == '-' && !row.starts_with("---")) {
      ++at;
    } else if (row[0] == '+' && !row.starts_with("+++")) {
      out += row.substr(1);
    }
  }
  while (at < old.size()) out += old[at++];
  return out;
}

TEST(UnifiedDiff, LeadsFromTheOneTextToTheOther) {
  unsigned state = 7;
  const auto next = [&state](unsigned below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16U) % below;
  };
  for (int round = 0; round < 300; ++round) {
    std::string before;
    std::string after;
    for (unsigned i = 0; i < next(30); ++i) {
      const std::string same = std::to_string(next(5)) + "\n";
      if (next(4) != 0) before += same;
      if (next(4) != 0) after += same;
    }
    EXPECT_EQ(patched(before, unified_diff("a", before, after)), after) << before << "->" << after;
  }
}

TEST(UnifiedDiff, ReplacesAllWhereVeryMuchDiffers) {
  std::string before;
  std::string after;
  for (int i = 0; i < 5000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  EXPECT_EQ(patched(before, unified_diff("a", before, after)), after);
}

}  // namespace
}  // namespace recipe::check
