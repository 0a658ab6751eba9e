#include "author/filled.h"

#include "author/template.h"
#include "author/written_test.h"

namespace recipe::author {
namespace {

TEST(Filled, CountsNothingInTheTemplate) {
  const Filled count = filled(parsed(recipe_template("T")));
  EXPECT_EQ(count.there, 0U);
  EXPECT_EQ(count.by_machine, 0U);
  // Serialization says that it does not apply.
  EXPECT_EQ(count.all, 28U);
}

TEST(Filled, CountsWhatWasRecorded) {
  const Filled count = filled(parsed(written_text(recipe_template("T"), observed_training())));
  std::vector<std::string> there;
  const document::Recipe recipe = parsed(written_text(recipe_template("T"), observed_training()));
  for (const ItemState& state : items_of(recipe)) {
    if (state.there) there.emplace_back(state.item->key);
  }
  EXPECT_EQ(there,
            (std::vector<std::string>{"training_commit", "training_commands", "hyperparameters",
                                      "training_time", "training_hardware", "curves", "model_files",
                                      "model_digest", "targets", "packages"}));
  EXPECT_EQ(count.there, there.size());
  EXPECT_EQ(count.by_machine, there.size());
}

TEST(Filled, DoesNotCountWhatDoesNotApply) {
  const std::string text = "## Inference\n\nNot applicable. An exercise.\n";
  EXPECT_EQ(filled(parsed("")).all - filled(parsed(text)).all, 6U);
}

TEST(StillToSay, AsksForTheDataFirst) {
  const std::vector<StillToSay> all = still_to_say(parsed(recipe_template("T")));
  ASSERT_GT(all.size(), 3U);
  EXPECT_TRUE(all[0].what.starts_with("Describe the raw data"));
  EXPECT_EQ(all[0].section, document::SectionKind::raw_data_description);
  EXPECT_EQ(all[0].line, 14U);
  EXPECT_EQ(all.back().what,
            "Say why Inference / Serialization does not apply, behind `Not applicable.`");
}

TEST(StillToSay, IsSatisfiedByWhatAPersonWrote) {
  std::string text = recipe_template("T");
  const std::string hint = "<!-- Architecture and loss. -->";
  const auto asks = [&] {
    for (const StillToSay& each : still_to_say(parsed(text))) {
      if (each.what.starts_with("Describe the architecture")) return true;
    }
    return false;
  };
  EXPECT_TRUE(asks());
  text.insert(text.find(hint) + hint.size(), "\n\nA line.\n");
  EXPECT_FALSE(asks());
}

}  // namespace
}  // namespace recipe::author
