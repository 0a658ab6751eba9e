#include "author/pin.h"

#include <gtest/gtest.h>

#include "document/edit.h"

namespace recipe::author {
namespace {

using document::Stage;

const std::string head(40, 'a');
const std::string old(40, 'b');

/// A document with one Code section, as the parser would read it.
struct Document {
  explicit Document(const std::string& body) {
    const std::string heading = "#### Code\n";
    recipe.source = SourceText("recipe.md", heading + body);
    const std::size_t begin = heading.size();
    recipe.sections.push_back({document::SectionKind::optimization_code,
                               {5, 9},
                               {begin, begin + body.size()},
                               std::nullopt});
    document::Code& code = recipe.code[Stage::training];
    if (const std::size_t fence = recipe.source.bytes().find("```sh\n");
        fence != std::string::npos) {
      document::CommandBlock block;
      block.span = {fence + 6, recipe.source.bytes().find("```", fence + 6)};
      code.blocks.push_back(block);
    }
    if (const std::size_t at = recipe.source.bytes().find(old); at != std::string::npos) {
      code.checkouts.push_back({{}, At<std::string>{old, {at, at + old.size()}}, {}});
    }
  }

  std::string pinned(const std::string& origin = "") const {
    const Pins pins = pin(recipe, head, origin);
    const auto text = document::apply(recipe.source, pins.edits);
    return text ? text->substr(10) : text.error().to_string();
  }

  document::Recipe recipe;
};

TEST(Pin, ReplacesTheCommitAndNothingElse) {
  EXPECT_EQ(Document("- Commit: `" + old + "`  \n\n```sh\ntrue\n```\n").pinned(),
            "- Commit: `" + head + "`  \n\n```sh\ntrue\n```\n");
}

TEST(Pin, FillsAnEmptyField) {
  EXPECT_EQ(Document("\n- Folder: a\n- **Commit:** \n\n```sh\ntrue\n```\n").pinned(),
            "\n- Folder: a\n- **Commit:** " + head + " \n\n```sh\ntrue\n```\n");
}

TEST(Pin, JoinsAListElseStandsFirst) {
  EXPECT_EQ(Document("\n* Folder: a\n\n```sh\ntrue\n```\n").pinned(),
            "\n* Commit: " + head + "\n* Folder: a\n\n```sh\ntrue\n```\n");
  EXPECT_EQ(Document("\nText.\n\n```sh\n- Commit:\n```\n").pinned(),
            "\n- Commit: " + head + "\n\nText.\n\n```sh\n- Commit:\n```\n");
  EXPECT_EQ(Document("\r\nText.\r\n\r\n```sh\ntrue\n```\r\n").pinned(),
            "\r\n- Commit: " + head + "\r\n\r\nText.\r\n\r\n```sh\ntrue\n```\r\n");
}

TEST(Pin, LeavesSectionsWithoutCommandsAndOtherRepositories) {
  EXPECT_EQ(Document("\nComputed by hand.\n").pinned(), "\nComputed by hand.\n");
  Document other("- Commit: " + old + "\n\n```sh\ntrue\n```\n");
  other.recipe.code[Stage::training].checkouts[0].repository =
      At<std::string>{"https://example.org/a/b", {}};
  EXPECT_EQ(other.pinned("https://example.org/a/c"), "- Commit: " + old + "\n\n```sh\ntrue\n```\n");
  EXPECT_EQ(other.pinned("git@example.org:a/b.git"),
            "- Commit: " + head + "\n\n```sh\ntrue\n```\n");
  Document skipped("\n```sh\ntrue\n```\n");
  skipped.recipe.sections[0].not_applicable = At<std::string>{"", {}};
  EXPECT_EQ(skipped.pinned(), "\n```sh\ntrue\n```\n");
}

TEST(Pin, ReportsWhatItDid) {
  const Pins pins = pin(Document("- Commit: " + old + "\n").recipe, head, "");
  ASSERT_EQ(pins.changed.size(), 1U);
  EXPECT_EQ(pins.changed[0].stage, Stage::training);
  EXPECT_EQ(pins.changed[0].line, 2U);
  EXPECT_EQ(pins.changed[0].before, old);
  const Pins again = pin(Document("- Commit: " + old + "\n").recipe, old, "");
  EXPECT_TRUE(again.edits.empty());
  EXPECT_EQ(again.kept.size(), 1U);
}

TEST(Pin, KnowsARepositoryHoweverItIsWritten) {
  EXPECT_TRUE(same_repository("https://github.com/a/b", "git@github.com:a/b.git"));
  EXPECT_TRUE(same_repository("ssh://git@github.com/a/b.git", "https://github.com/A/b/"));
  EXPECT_FALSE(same_repository("https://github.com/a/b", "https://github.com/a/bc"));
  EXPECT_FALSE(same_repository("", ""));
}

}  // namespace
}  // namespace recipe::author
