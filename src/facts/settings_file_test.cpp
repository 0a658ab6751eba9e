#include "facts/settings_file.h"

#include <gtest/gtest.h>

namespace recipe::facts {
namespace {

class SettingsFile : public ::testing::Test {
 protected:
  check::Settings read(std::string text) {
    const SourceText source("recipe.toml", std::move(text));
    std::vector<Diagnostic> found;
    check::Settings settings = read_settings_file(source, found);
    for (const Diagnostic& problem : found) problems.push_back(to_string(problem, source));
    return settings;
  }
  std::vector<std::string> problems;
};

TEST_F(SettingsFile, ReadsLevelsPathsAndBaseline) {
  const check::Settings settings = read(
      "[check]\n"
      "baseline = \"known.json\"\n"
      "ignore = [\"third_party/\"]\n"
      "[check.paths.\"docs/**\"]\n"
      "commit-missing = \"off\"\n"
      "[check.rules]\n"
      "hygiene = \"info\"\n"
      "allow-unused = \"error\"\n");
  EXPECT_TRUE(problems.empty()) << problems.front();
  EXPECT_EQ(settings.baseline, "known.json");
  EXPECT_TRUE(settings.ignores("third_party/a/README.md"));
  EXPECT_FALSE(settings.ignores("README.md"));
  const std::vector<const check::Rule*> all = {&check::rules::commit_missing,
                                               &check::rules::allow_unused};
  EXPECT_EQ(settings.rules_for("README.md", all).size(), 2U);
  EXPECT_EQ(settings.rules_for("docs/a.md", all),
            std::vector<const check::Rule*>{&check::rules::allow_unused});
  std::vector<check::Finding> findings(2);
  findings[0].rule = "allow-unused";
  findings[1].rule = "allow-unusable";
  settings.apply("README.md", findings);
  EXPECT_EQ(findings[0].severity, Severity::error);
  EXPECT_EQ(findings[1].severity, Severity::info);
}

TEST_F(SettingsFile, TellsWhatIsWrongWithItsPlace) {
  read("[check.rules]\ncommit-mising = \"off\"\nallow-unused = 3\n[chek]\n");
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0],
            "recipe.toml:2:1: error: there is no rule `commit-mising`; did you mean "
            "`commit-missing`? [settings]");
  EXPECT_EQ(problems[1],
            "recipe.toml:3:16: error: a level is one of off, info, warning, error, in quotes "
            "[settings]");
  EXPECT_EQ(problems[2],
            "recipe.toml:4:2: error: no setting `chek`; did you mean `check`? [settings]");
}

TEST_F(SettingsFile, TellsBrokenSyntax) {
  read("[check]\nignore = [\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_TRUE(problems[0].starts_with("recipe.toml:2:11: error: ")) << problems[0];
}

}  // namespace
}  // namespace recipe::facts
