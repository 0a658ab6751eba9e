#include "author/write.h"

#include <fstream>
#include <sstream>

#include "author/template.h"
#include "author/written_test.h"

namespace recipe::author {
namespace {

using document::SectionKind;
using document::Stage;

std::string digits_recipe() {
  std::ifstream file(std::string(EXAMPLES_FOLDER) + "/digits/recipe.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string with_returns(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

/// The lines of `after` that differ from those of `before`, which has as many.
std::vector<std::string> changed_lines(const std::string& before, const std::string& after) {
  std::istringstream a(before), b(after);
  std::vector<std::string> changed;
  for (std::string x, y; std::getline(b, y);) {
    if (!std::getline(a, x) || x != y) changed.push_back(y);
  }
  return changed;
}

bool mentions(const std::vector<std::string>& sentences, const std::string& words) {
  for (const std::string& sentence : sentences) {
    if (sentence.find(words) != std::string::npos) return true;
  }
  return false;
}

Observed one_setting(const std::string& name, const std::string& value) {
  Observed observed;
  observed.hyperparameters = {{name, value, "command"}};
  return observed;
}

TEST(Write, FillsTheTemplate) {
  const std::string text = written_text(recipe_template("Digits"), observed_training());
  const document::Recipe recipe = parsed(text);
  const document::Code& code = recipe.code.at(Stage::training);
  ASSERT_EQ(code.checkouts.size(), 1U);
  EXPECT_EQ(code.checkouts[0].commit->value, std::string(40, 'c'));
  ASSERT_EQ(code.blocks.size(), 1U);
  EXPECT_EQ(code.blocks[0].script, "python3 train.py --lr 0.1\n");
  EXPECT_EQ(recipe.hyperparameters.size(), 3U);
  ASSERT_TRUE(recipe.model.digest);
  EXPECT_EQ(recipe.model.digest->value.to_string(), digest_of_letter('d'));
  ASSERT_TRUE(recipe.dynamics.training_time);
  EXPECT_NEAR(recipe.dynamics.training_time->value, 20.25, 0.06);
  EXPECT_EQ(recipe.dynamics.hardware->value, "AMD EPYC 7763, 2 cores, 24 GiB");
  EXPECT_EQ(recipe.dynamics.figures.at(0).value, "figures/curves.svg");
  ASSERT_EQ(recipe.targets.size(), 1U);
  EXPECT_EQ(recipe.targets[0].key, "top1");
  EXPECT_EQ(recipe.targets[0].split->value, "test");
  EXPECT_NEAR(recipe.targets[0].target.value.value, 0.9136, 1e-9);
  EXPECT_EQ(recipe.targets[0].runs->value, 2U);
  ASSERT_EQ(recipe.environment.packages.size(), 2U);
  EXPECT_EQ(recipe.environment.packages[1].value.version, "1:1.2.13");
  EXPECT_NE(text.find("<!-- Architecture and loss. -->"), std::string::npos);
  EXPECT_NE(text.find("| 200 | 0.01 ± 7e-05 | 0.1827 ± 0.0013 |\n"), std::string::npos);
}

TEST(Write, ChangesNothingTheSecondTime) {
  for (const std::string& text : {recipe_template("Digits"), digits_recipe(), std::string(),
                                  std::string("# Only a title"), std::string("prose\n")}) {
    for (const Stage stage : document::all_stages) {
      Observed observed = observed_training();
      observed.stage = stage;
      observed.inputs = {{"data/a.csv", 5, digest_of_letter('a')}, {"/x/b.csv", 6, ""}};
      const std::string once = written_text(text, observed);
      const Written again = write_observed(parsed(once), observed);
      EXPECT_TRUE(again.edits.empty())
          << to_string(stage) << ": " << again.changes.at(0).what << "\n"
          << once;
    }
  }
}

TEST(Write, ChangesOneCellOfAWrittenRecipe) {
  const std::string before = digits_recipe();
  const auto changed = changed_lines(before, written_text(before, one_setting("Epochs", "100")));
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(changed[0], "| Epochs | 100 | 10 | |");
  EXPECT_EQ(written_text(before, one_setting("weight_decay", "0.0005")), before);
  EXPECT_EQ(written_text(before, one_setting("optimizer", "sgd")), before);
}

TEST(Write, ListsWhatItChanged) {
  const document::Recipe recipe = parsed(digits_recipe());
  const Written written = write_observed(recipe, one_setting("Epochs", "100"));
  ASSERT_EQ(written.changes.size(), 1U);
  EXPECT_EQ(written.changes[0].section, SectionKind::hyperparameters);
  EXPECT_EQ(written.changes[0].what, "Epochs");
  EXPECT_EQ(written.changes[0].before, "80");
  EXPECT_EQ(written.changes[0].after, "100");
  const Span line = recipe.source.line(written.changes[0].line);
  EXPECT_TRUE(recipe.source.text(line).starts_with("| Epochs |"));
}

TEST(Write, KeepsARemarkBehindAValue) {
  const std::string top = "## Hyperparameters\n\n";
  EXPECT_EQ(written_text(top + "- Batch size: 64 (per GPU)\n", one_setting("batch-size", "128")),
            top + "- Batch size: 128 (per GPU)\n");
  EXPECT_EQ(written_text(top + "| Name | Value |\n| --- | --- |\n| Batch size | 64 (per GPU) |\n",
                         one_setting("Batch size", "128")),
            top + "| Name | Value |\n| --- | --- |\n| Batch size | 128 (per GPU) |\n");
}

TEST(Write, AddsToAListOfFields) {
  const std::string text = "## Hyperparameters\n\nSome words.\n\n* Momentum: 0.9\n\nMore words.\n";
  EXPECT_EQ(written_text(text, one_setting("Learning rate", "0.1")),
            "## Hyperparameters\n\nSome words.\n\n* Momentum: 0.9\n* Learning rate: 0.1\n\n"
            "More words.\n");
}

TEST(Write, PutsATableBelowProse) {
  const std::string text =
      "## Training\n\n### Optimization methods\n\n#### Hyperparameters\n\n"
      "We train with SGD with momentum 0.9.\n\n#### Dynamics\n";
  const std::string after = written_text(text, one_setting("Momentum", "0.95"));
  EXPECT_NE(after.find("We train with SGD with momentum 0.9.\n\n| Name | Value | Source |\n"
                       "| --- | --- | --- |\n| Momentum | 0.95 | command |\n\n#### Dynamics\n"),
            std::string::npos)
      << after;
  const Written written = write_observed(parsed(text), one_setting("Momentum", "0.95"));
  EXPECT_TRUE(mentions(written.left, "says 0.9"));
}

TEST(Write, KeepsTheLineEndsOfTheDocument) {
  const std::string text = with_returns(recipe_template("Digits"));
  const std::string after = written_text(text, observed_training());
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i] != '\n') continue;
    ASSERT_EQ(after[i - 1], '\r') << i;
  }
  EXPECT_EQ(after, with_returns(written_text(recipe_template("Digits"), observed_training())));
}

TEST(Write, LeavesSectionsThatDoNotApply) {
  const std::string text = "## Inference\n\nNot applicable. It is an exercise.\n";
  Observed observed;
  observed.stage = Stage::inference;
  observed.command = "run me";
  const Written written = write_observed(parsed(text), observed);
  EXPECT_TRUE(written.edits.empty());
  EXPECT_TRUE(mentions(written.left, "Inference says that it does not apply"));
}

TEST(Write, AddsMissingSectionsInTheOutlinesOrder) {
  const std::string text =
      "# T\n\n## Training\n\n### Optimization methods\n\n"
      "#### Hyperparameters\n\n- Momentum: 0.9\n\n"
      "### Performance metrics\n\n#### Target metrics\n\nText.\n\n"
      "## Miscellaneous\n\nEnd.\n";
  const std::string after = written_text(text, observed_training());
  const document::Recipe recipe = parsed(after);
  std::vector<SectionKind> kinds;
  for (const document::Section& section : recipe.sections) kinds.push_back(section.kind);
  EXPECT_TRUE(std::is_sorted(kinds.begin(), kinds.end())) << after;
  for (const SectionKind kind : {SectionKind::optimization_code, SectionKind::dynamics,
                                 SectionKind::outputs, SectionKind::environment}) {
    EXPECT_NE(recipe.section(kind), nullptr) << full_name(kind) << "\n" << after;
  }
  EXPECT_NE(after.find("\n#### Dynamics\n"), std::string::npos);
  EXPECT_NE(after.find("\n## Environment\n"), std::string::npos);
}

TEST(Write, NeverChangesATarget) {
  const std::string before = digits_recipe();
  Observed observed;
  observed.stage = Stage::evaluation;
  observed.runs.resize(1);
  observed.runs[0].metrics.add("test", "top1", {{}, {}, {}, 0.9});
  const Written written = write_observed(parsed(before), observed);
  EXPECT_TRUE(written.edits.empty());
  EXPECT_TRUE(mentions(written.left, "top1 (test) ended at 0.9, the target is 99.5 %"));
}

TEST(Write, LeavesACommandAmongOthers) {
  const std::string text =
      "## Optimization methods\n\n### Code\n\n```sh\na\n```\n\n```sh\nb\n```\n";
  Observed observed;
  observed.command = "c";
  const Written written = write_observed(parsed(text), observed);
  EXPECT_TRUE(mentions(written.left, "none of its 2 blocks is the command that ran: c"));
}

TEST(Write, ChoosesAFenceLongerThanTheCommandsOwn) {
  Observed observed;
  observed.commit = std::string(40, 'c');
  observed.command = "cat <<'E'\n```\n# no heading\n- Commit: x\n````\nE";
  const std::string text = written_text(recipe_template("T"), observed);
  EXPECT_EQ(parsed(text).code.at(Stage::training).blocks.at(0).script, observed.command + "\n");
  EXPECT_NE(text.find("`````sh\n"), std::string::npos);
}

TEST(Write, SaysAndUnsaysUncommittedChanges) {
  Observed observed;
  observed.commit = std::string(40, 'c');
  observed.patch = ".recipe/" + std::string(40, 'a') + ".patch";
  const std::string dirty = written_text(recipe_template("T"), observed);
  EXPECT_NE(dirty.find("- Uncommitted changes: `" + observed.patch + "`\n"), std::string::npos);
  EXPECT_EQ(parsed(dirty).code.at(Stage::training).checkouts.size(), 1U);
  observed.patch.clear();
  const std::string clean = written_text(dirty, observed);
  EXPECT_EQ(clean.find("Uncommitted"), std::string::npos);
}

TEST(Write, NamesARepositoryOfItsOwn) {
  Observed observed;
  observed.commit = std::string(40, 'c');
  observed.repository = "https://github.com/pytorch/examples";
  observed.folder = "time sequence";
  const std::string text = written_text(recipe_template("T"), observed);
  const document::Recipe recipe = parsed(text);
  const document::Code& code = recipe.code.at(Stage::training);
  ASSERT_EQ(code.checkouts.size(), 1U) << text;
  EXPECT_EQ(code.checkouts[0].repository->value, observed.repository);
  EXPECT_EQ(code.checkouts[0].commit->value, observed.commit);
  EXPECT_EQ(code.folder->value, observed.folder);
}

TEST(Write, KeepsPackagesThatAPersonChose) {
  const std::string top = "## Environment\n\n";
  Observed observed;
  observed.packages = {{"make", "4.3"}, {"cmake", "3.26"}, {"g++", "12.2"}, {"git", "2.39"}};
  EXPECT_EQ(written_text(top + "Packages:\n\n- `make`\n- `cmake` (>= 3.25): builds\n"
                               "- g++ (= 12.1)\n",
                         observed),
            top +
                "Packages:\n\n- `make`\n- `cmake` (>= 3.25): builds\n- g++ (= 12.2)\n"
                "- `git` (= 2.39)\n");
  EXPECT_EQ(written_text(top + "- Packages: make, cmake, g++.\n", observed),
            top + "- Packages: make, cmake, g++, `git` (= 2.39).\n");
}

TEST(Write, FillsSplitsOfProcessedData) {
  Observed observed;
  observed.stage = Stage::processing;
  observed.outputs = {{"train.csv", 10, digest_of_letter('a')},
                      {"val.csv", 11, digest_of_letter('b')},
                      {"test.csv", 12, digest_of_letter('c')}};
  observed.outputs_digest = digest_of_letter('d');
  const document::Recipe recipe = parsed(written_text(recipe_template("T"), observed));
  ASSERT_EQ(recipe.processed.splits.size(), 3U);
  EXPECT_EQ(recipe.processed.splits[1].name.value, "test");
  EXPECT_EQ(recipe.processed.splits[1].path->value, "test.csv");
  EXPECT_EQ(recipe.processed.splits[1].digest->value.to_string(), digest_of_letter('c'));
  EXPECT_FALSE(recipe.processed.digest);
  observed.outputs.push_back({"vocabulary.txt", 13, digest_of_letter('e')});
  const document::Recipe more = parsed(written_text(recipe_template("T"), observed));
  EXPECT_EQ(more.processed.digest->value.to_string(), digest_of_letter('d'));
}

TEST(Write, NamesNoSourceThatNoProgramCanReach) {
  Observed observed;
  observed.stage = Stage::processing;
  observed.inputs = {{"../outside.csv", 10, digest_of_letter('a')}};
  const document::Recipe recipe = parsed(written_text(recipe_template("T"), observed));
  ASSERT_EQ(recipe.raw.parts.size(), 1U);
  EXPECT_EQ(recipe.raw.parts[0].file_name(), "outside.csv");
  EXPECT_TRUE(recipe.raw.parts[0].sources.empty());
  EXPECT_EQ(recipe.raw.parts[0].size->value, 10U);
}

TEST(Write, StatesTimingOfInference) {
  Observed observed;
  observed.stage = Stage::inference;
  observed.runs.resize(1);
  observed.runs[0].metrics.add("", "latency_p50_ms", {{}, {}, {}, 0.6543});
  observed.batch_size = "1";
  observed.hardware = "AMD EPYC, 2 cores";
  observed.software = {{"libtorch", "1.13.1"}, {"g++", "12"}};
  const document::Recipe recipe = parsed(written_text(recipe_template("T"), observed));
  ASSERT_EQ(recipe.timing.size(), 1U);
  EXPECT_EQ(recipe.timing[0].key, "latency_p50_ms");
  EXPECT_EQ(recipe.timing[0].value.value.unit, "ms");
  EXPECT_EQ(recipe.timing[0].software->value, "libtorch 1.13.1, g++ 12");
  EXPECT_EQ(recipe.timing[0].batch_size->value, "1");
  // Within the tolerance a measure is left as it is.
  EXPECT_EQ(written_text(digits_recipe(), observed), digits_recipe());
}

}  // namespace
}  // namespace recipe::author
