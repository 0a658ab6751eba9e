#include "check/completeness.h"

#include <gtest/gtest.h>

#include <set>

#include "fakes/memory_facts.h"
#include "fakes/recipe_text.h"

namespace recipe::check {
namespace {

/// A document, and what it is scored.
struct Scored {
  explicit Scored(const std::string& text, const std::string& path = "README.md")
      : page(SourceText(path, text)),
        recipe(document::parse(page.source)),
        study(page, recipe, path, facts),
        completeness(completeness_of(study)) {}

  std::string by(ItemKind kind) const {
    for (const ItemFound& found : completeness.found) {
      if (found.item->kind == kind) return found.where.by;
    }
    return "";
  }
  bool has(ItemKind kind) const { return completeness.has(kind); }

  MemoryFacts facts;
  document::Page page;
  document::Recipe recipe;
  Study study;
  Completeness completeness;
};

TEST(Items, AreTold) {
  std::set<std::string_view> keys;
  for (const Item& row : items()) {
    EXPECT_TRUE(keys.insert(row.key).second) << row.key;
    EXPECT_EQ(&item(row.kind), &row);
    EXPECT_GT(row.weight, 0) << row.key;
    EXPECT_TRUE(row.advice.ends_with(".")) << row.key;
  }
  EXPECT_EQ(keys.size(), item_count);
}

TEST(Completeness, FindsItemsByOtherPeoplesHeadings) {
  const Scored nvidia(
      "# Net for X\n\n## Model overview\n\nA network.\n\n### Default configuration\n\n- SGD\n\n"
      "## Setup\n\nPull it.\n\n## Quick Start Guide\n\n### Getting the data\n\nFrom here.\n\n"
      "### Training process\n\n```bash\nbash go.sh\n```\n\n## Performance\n\n"
      "### Training accuracy results\n\n| GPUs | Accuracy |\n| --- | --- |\n| 8 | 0.77 |\n");
  EXPECT_FALSE(nvidia.recipe.has_outline());
  for (const ItemKind kind :
       {ItemKind::architecture, ItemKind::hyperparameters, ItemKind::environment,
        ItemKind::raw_path, ItemKind::training_code, ItemKind::target_metrics, ItemKind::compute}) {
    EXPECT_TRUE(nvidia.has(kind)) << item(kind).key;
  }
  EXPECT_EQ(nvidia.by(ItemKind::training_code), "the heading \"Training process\"");
  EXPECT_FALSE(nvidia.has(ItemKind::serialization));
}

TEST(Completeness, FindsItemsWithoutHeadings) {
  const Scored bare(
      "Fits it. Run `python train.py --lr 0.1 --seed 3`, then `python eval.py`.\n\n"
      "```\n* Acc@1 83.664 Acc@5 96.530\n```\n\nTraining takes 3 hours on 8 V100 GPUs.\n"
      "Weights: [here](https://example.org/model.pth).\n");
  for (const ItemKind kind : {ItemKind::training_code, ItemKind::hyperparameters, ItemKind::seeds,
                              ItemKind::evaluation_code, ItemKind::target_metrics,
                              ItemKind::compute, ItemKind::dynamics, ItemKind::outputs}) {
    EXPECT_TRUE(bare.has(kind)) << item(kind).key;
  }
  EXPECT_EQ(bare.by(ItemKind::training_code), "the command `train`");
  const auto& found = bare.completeness.found;
  for (const ItemFound& one : found) EXPECT_FALSE(one.where.span.empty()) << one.item->key;
}

TEST(Completeness, ReadsTablesInHtml) {
  const Scored html(
      "# M\n\n<table>\n<tr><th>mask<br/>AP</th><th>lr<br/>sched</th></tr>\n"
      "<tr><td>36.2</td><td>1x</td></tr>\n</table>\n");
  EXPECT_TRUE(html.has(ItemKind::target_metrics));
  EXPECT_TRUE(html.has(ItemKind::hyperparameters));
}

TEST(Completeness, TakesACommandForOneThing) {
  const Scored evaluates("See `python main.py --evaluate --resume m.pth`.\n");
  EXPECT_TRUE(evaluates.has(ItemKind::evaluation_code));
  EXPECT_FALSE(evaluates.has(ItemKind::training_code));
  EXPECT_TRUE(Scored("See `python main.py`.\n").has(ItemKind::training_code));
}

TEST(Completeness, DoesNotTakeAHeadingForItsSection) {
  EXPECT_FALSE(Scored("# M\n\n## Training\n\n## Getting the data\n").has(ItemKind::raw_path));
  EXPECT_FALSE(Scored("# M\n\n## Training\n\nSoon.\n").has(ItemKind::training_code));
}

TEST(Completeness, TellsCommitsApart) {
  const std::string hash = "0123456789abcdef0123456789abcdef01234567";
  const Scored commits("# M\n\n## Data preparation\n\nUse commit `" + hash + "`.\n");
  EXPECT_TRUE(commits.has(ItemKind::processing_commit));
  EXPECT_FALSE(commits.has(ItemKind::training_commit));
}

TEST(Completeness, AsksARecipeForItsSections) {
  fakes::RecipeText text;
  text.hyperparameters = "- Batch size: 3\n";
  text.training_code = "- Commit: " + std::string(fakes::some_commit) + "\n\n" + fakes::block("t");
  text.serialization = "Not applicable. It is not deployed.\n";
  text.timing = "Not applicable.\n";
  text.outputs = "<!-- Where the trained model is. -->\n";
  const Scored recipe(text.text());
  ASSERT_TRUE(recipe.recipe.has_outline());
  EXPECT_EQ(recipe.by(ItemKind::hyperparameters),
            "the section Training / Optimization methods / Hyperparameters");
  EXPECT_EQ(recipe.by(ItemKind::training_commit), "commit 0123456789ab");
  EXPECT_TRUE(recipe.has(ItemKind::serialization));
  EXPECT_FALSE(recipe.has(ItemKind::timing));
  EXPECT_FALSE(recipe.has(ItemKind::outputs));
}

TEST(Completeness, ScoresByWeight) {
  const Scored nothing("Nothing.\n");
  EXPECT_EQ(nothing.completeness.score, 0);
  ASSERT_EQ(nothing.completeness.missing.size(), item_count);
  const auto& missing = nothing.completeness.missing;
  EXPECT_EQ(missing.front()->kind, ItemKind::training_code);
  for (std::size_t i = 1; i < missing.size(); ++i) {
    EXPECT_GE(missing[i - 1]->weight, missing[i]->weight);
  }
  int all = 0;
  for (const Item& row : items()) all += row.weight;
  const Scored one("Run `python train.py`.\n");
  EXPECT_EQ(one.completeness.score, (100 * item(ItemKind::training_code).weight + all / 2) / all);
}

TEST(Completeness, IsBoundedOnHostileText) {
  std::string text(200'000, '[');
  text += "\n\n" + std::string(100'000, 'a') + "\n\n```\n";
  for (int i = 0; i < 20'000; ++i) text += "train ";
  const Scored hostile(text);
  EXPECT_GE(hostile.completeness.score, 0);
  EXPECT_EQ(hostile.completeness.found.size() + hostile.completeness.missing.size(), item_count);
}

}  // namespace
}  // namespace recipe::check
