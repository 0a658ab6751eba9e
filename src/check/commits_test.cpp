#include <gtest/gtest.h>

#include "check/hashes.h"
#include "fakes/judged.h"
#include "fakes/memory_facts.h"

namespace recipe::check {
namespace {

using CommitPlaces = std::vector<std::string>;
const std::string known_commit = "0123456789abcdef0123456789abcdef01234567";
const std::string unknown_commit = "24b236fdb6ca449eb52e8f816e039e0d634015a5";

CommitPlaces commits(std::string_view rule, const std::string& text) {
  MemoryFacts facts;
  return places(judged(rule, text, facts), text);
}

TEST(Commits, OfThisRepositoryAreLookedUp) {
  EXPECT_EQ(commits("commit-missing", "Using git commit `" + unknown_commit + "`.\n"),
            CommitPlaces{"1:" + unknown_commit});
  EXPECT_EQ(commits("commit-missing", "Using git commit `" + known_commit + "`.\n"),
            CommitPlaces{});
}

TEST(Commits, OfOthersAreLeftAlone) {
  const std::string hash = unknown_commit;
  for (const std::string& text : {
           "We used [theirs](https://github.com/other/models) at commit `" + hash + "`.\n",
           "1. https://github.com/other/models\n2. At commit " + hash + "\n",
           "See [it](https://github.com/other/their-lib).\n\n## X\n\nWith their-lib at commit `" +
               hash + "`.\n",
           "The commit of mshadow@" + hash.substr(0, 7) + " was used.\n",
           "`git clone x && git checkout " + hash + "`\n",
       }) {
    EXPECT_EQ(commits("commit-missing", text), CommitPlaces{}) << text;
  }
  // A word that only holds "sha", and a number.
  EXPECT_EQ(commits("commit-missing", "mshadow 696803b, commit 20201231.\n"), CommitPlaces{});
}

TEST(Commits, AreWrittenInFull) {
  const std::string text = "Run commit `0123456789ab`.\n";
  MemoryFacts facts;
  EXPECT_EQ(mended(judged("commit-abbreviated", text, facts), text),
            "Run commit `" + known_commit + "`.\n");
  EXPECT_EQ(commits("commit-abbreviated", "Run commit `" + known_commit + "`.\n"), CommitPlaces{});
}

TEST(Commits, AreReachable) {
  struct Lost : MemoryFacts {
    CommitFact commit(std::string_view id) override {
      CommitFact fact = MemoryFacts::commit(id);
      fact.reachable = false;
      return fact;
    }
  } facts;
  const std::string text = "Run commit `" + known_commit + "`.\n";
  EXPECT_EQ(judged("commit-unreachable", text, facts).findings.size(), 1U);
  EXPECT_EQ(commits("commit-unreachable", text), CommitPlaces{});
  const auto found_in_link = [&](const std::string& before, const std::string& view) {
    return judged("commit-unreachable",
                  before + "[here](https://github.com/owner/name/" + view + "/" + known_commit +
                      "/a.py#L1).\n",
                  facts)
        .findings.size();
  };
  EXPECT_EQ(found_in_link("It is implemented ", "blob"), 0U);
  EXPECT_EQ(found_in_link("It is implemented ", "tree"), 0U);
  EXPECT_EQ(found_in_link("Run the commit ", "tree"), 1U);
  EXPECT_EQ(found_in_link("It is implemented ", "commit"), 1U);
}

std::string recipe_with(const std::string& code, const std::string& path) {
  return "# M\n\n## Data\n\n### Raw data\n\n#### Path\n\n" + path +
         "\n\n## Training\n\n### Optimization methods\n\n#### Code\n\n" + code +
         "\n\n### Performance metrics\n\n#### Target metrics\n\n| Metric | Target |\n|-|-|\n| "
         "Accuracy | 0.9 |\n";
}

TEST(Commits, StandInPlaceOfBranchesInRecipes) {
  const std::string link = "We ran [this](https://github.com/other/name/tree/master/x).";
  EXPECT_EQ(commits("branch-instead-of-commit", recipe_with(link, "x")).size(), 1U);
  EXPECT_EQ(commits("branch-instead-of-commit",
                    recipe_with(link + " Commit `" + unknown_commit + "`.", "x")),
            CommitPlaces{});
  EXPECT_EQ(commits("branch-instead-of-commit", "# Readme\n\n" + link + "\n"), CommitPlaces{});
}

TEST(Locations, OfRecipesCanBeFetched) {
  const auto of = [](std::string_view rule, const std::string& path) {
    return commits(rule, recipe_with("Run.", path)).size();
  };
  EXPECT_EQ(of("location-placeholder", "- Source: s3://your-bucket/x"), 1U);
  EXPECT_EQ(of("location-placeholder", "- Source: s3://vision-data/x"), 0U);
  EXPECT_EQ(of("location-without-digest", "- Source: s3://vision-data/x"), 1U);
  EXPECT_EQ(of("location-without-digest",
               "- Source: s3://vision-data/x\n- Digest: sha256:" + std::string(64, 'a')),
            0U);
  EXPECT_EQ(of("access-without-contact", "- Access: restricted"), 1U);
  EXPECT_EQ(of("access-without-contact", "- Access: restricted (ask data@h.org)"), 0U);
}

TEST(Locations, DoNotKeepWhatMayNotBeKept) {
  const std::string start =
      "# M\n\n## Data\n\n### Raw data\n\n### Data processing methods\n\n#### Path\n\n";
  const std::string rest =
      "\n\n## Training\n\n### Optimization methods\n\n### Performance metrics\n\n#### Target "
      "metrics\n\n| Metric | Target |\n|-|-|\n| Accuracy | 0.9 |\n";
  EXPECT_EQ(commits("retention-conflict",
                    start + "- Retention: forbidden\n- Source: s3://team/processed" + rest)
                .size(),
            1U);
  EXPECT_EQ(commits("retention-conflict", start + "- Retention: forbidden" + rest).size(), 0U);
}

}  // namespace
}  // namespace recipe::check
