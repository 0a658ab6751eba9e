#include <gtest/gtest.h>

#include "document/edit.h"
#include "document/recipe.h"

// What a recipe written for this format says, table by table and field by field.

namespace recipe::document {
namespace {

constexpr const char* zeros = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr const char* commit = "0123456789abcdef0123456789abcdef01234567";

std::string with_digests(std::string text) {
  for (const auto& [mark, with] :
       {std::pair<std::string, std::string>{"DIGEST", "sha256:"}, {"COMMIT", commit}}) {
    const std::string value = mark == "DIGEST" ? with + zeros : with;
    for (std::size_t at; (at = text.find(mark)) != std::string::npos;) {
      text.replace(at, mark.size(), value);
    }
  }
  return text;
}

Recipe recipe_of(const std::string& text) {
  return parse(SourceText("recipe.md", with_digests(text)));
}

std::vector<std::string> messages(const Recipe& recipe) {
  std::vector<std::string> all;
  for (const Diagnostic& each : recipe.diagnostics) {
    all.push_back(std::to_string(recipe.source.position(each.span.begin).line) + " " + each.rule);
  }
  return all;
}

using Messages = std::vector<std::string>;

TEST(RawData, SourcesAreMirrorsOfOnePart) {
  const Recipe recipe = recipe_of(
      "# R\n## Data\n### Raw data\n#### Path\n"
      "- Source: [here](https://a.example/x.zip)\n- Source: `s3://bucket/x.zip` (mirror)\n"
      "- Size: 57,512 bytes\n- Digest: `DIGEST`\n- License: CC BY 4.0\n"
      "- Access: restricted (ask data@example.org)\n- Retention: forbidden\n");
  ASSERT_EQ(recipe.raw.parts.size(), 1U);
  const Part& part = recipe.raw.parts[0];
  ASSERT_EQ(part.sources.size(), 2U);
  EXPECT_EQ(part.sources[0].value.text, "https://a.example/x.zip");
  EXPECT_EQ(recipe.source.text(part.sources[0].span), "https://a.example/x.zip");
  EXPECT_EQ(part.sources[1].value.scheme, Scheme::s3);
  EXPECT_EQ(part.size->value, 57512U);
  EXPECT_EQ(part.digest->value.hex(), zeros);
  EXPECT_FALSE(recipe.raw.digest);
  EXPECT_EQ(recipe.raw.governance.license->value, "CC BY 4.0");
  EXPECT_EQ(recipe.raw.governance.access->value, Access::restricted);
  EXPECT_EQ(recipe.raw.governance.contact->value, "ask data@example.org");
  EXPECT_EQ(recipe.raw.governance.retention->value, Retention::forbidden);
  EXPECT_EQ(messages(recipe), Messages{});
}

TEST(RawData, ATableHasAPartARow) {
  const Recipe recipe = recipe_of(
      "# R\n## Raw data\n### Path\n\n| File | Source | Size | Digest |\n|---|---|---|---|\n"
      "| `a.csv` | data/a.csv | 12 | DIGEST |\n| b.csv | <https://b.example/b> | 1.2 GB | - |\n\n"
      "- Digest: DIGEST\n");
  ASSERT_EQ(recipe.raw.parts.size(), 2U);
  EXPECT_EQ(recipe.raw.parts[0].name->value, "a.csv");
  EXPECT_EQ(recipe.raw.parts[0].sources.at(0).value.scheme, Scheme::path);
  EXPECT_EQ(recipe.raw.parts[0].size->value, 12U);
  EXPECT_FALSE(recipe.raw.parts[1].size) << "1.2 GB is about a size";
  EXPECT_FALSE(recipe.raw.parts[1].digest);
  EXPECT_TRUE(recipe.raw.digest) << "a digest without a source is of the whole folder";
}

TEST(RawData, WhatIsNoneIsReported) {
  const Recipe recipe = recipe_of(
      "# R\n## Raw data\n### Path\n- Source: ask the author, please\n- Digest: md5:12\n"
      "- Access: sometimes\n- Retention: unclear\n");
  EXPECT_EQ(messages(recipe), (Messages{"4 location-not-readable", "5 digest-not-readable",
                                        "6 access-not-readable", "7 retention-not-readable"}));
  EXPECT_EQ(recipe.raw.governance.retention->value, Retention::forbidden);
}

TEST(Processing, SplitsAreRows) {
  const Recipe recipe = recipe_of(
      "# R\n## Data\n### Data processing methods\n#### Path\n\n"
      "| Split | Path | Samples | Digest |\n|---|---|---|---|\n"
      "| train | `train.csv` | 1,258 | `DIGEST` |\n| test | test.csv |\n");
  ASSERT_EQ(recipe.processed.splits.size(), 2U);
  EXPECT_EQ(recipe.processed.splits[0].name.value, "train");
  EXPECT_EQ(recipe.processed.splits[0].path->value, "train.csv");
  EXPECT_EQ(recipe.processed.splits[0].samples->value, 1258U);
  EXPECT_TRUE(recipe.processed.splits[0].digest);
  EXPECT_EQ(recipe.processed.splits[1].path->value, "test.csv");
  EXPECT_EQ(messages(recipe), Messages{"9 missing-cell"});
}

const char* code_section = "# R\n## Training\n### Optimization methods\n#### Code\n";

TEST(Code, FieldsAndBlocks) {
  const Recipe recipe = recipe_of(std::string(code_section) +
                                  "- Commit: `COMMIT`\n- Folder: `sub`\n\n"
                                  "```sh build\nmake\n```\n\n1. First\n\n   ```bash\n   run a\n"
                                  "     b\n   ```\n\n```console\n$ one \\\n> two\noutput\n$ three\n"
                                  "```\n\n```sh example\nno\n```\n\n```python\nnot this\n```\n\n"
                                  "```\nunlabelled\n```\n");
  const Code& code = recipe.code.at(Stage::training);
  ASSERT_EQ(code.checkouts.size(), 1U);
  EXPECT_FALSE(code.checkouts[0].repository);
  EXPECT_EQ(code.checkouts[0].commit->value, commit);
  EXPECT_EQ(code.folder->value, "sub");
  std::vector<std::pair<Purpose, std::string>> blocks;
  for (const CommandBlock& block : code.blocks) blocks.emplace_back(block.purpose, block.script);
  EXPECT_EQ(blocks,
            (std::vector<std::pair<Purpose, std::string>>{{Purpose::build, "make\n"},
                                                          {Purpose::run, "run a\n  b\n"},
                                                          {Purpose::run, "one \\\ntwo\nthree\n"},
                                                          {Purpose::example, "no\n"},
                                                          {Purpose::unlabelled, "unlabelled\n"}}));
}

TEST(Code, ATableOfRepositoriesBeginsWithThisOne) {
  const Recipe recipe = recipe_of(
      std::string(code_section) +
      "| Repository | Commit | Variable |\n|---|---|---|\n"
      "| <https://github.com/a/b> | COMMIT | `MODELS` |\n| this repository | COMMIT | |\n");
  const Code& code = recipe.code.at(Stage::training);
  ASSERT_EQ(code.checkouts.size(), 2U);
  EXPECT_FALSE(code.checkouts[0].repository);
  EXPECT_EQ(code.checkouts[1].repository->value, "https://github.com/a/b");
  EXPECT_EQ(code.checkouts[1].variable->value, "MODELS");
}

TEST(Code, AVariableIsCapitals) {
  for (const std::string variable : {"`$`", "a b", "1X", "lower"}) {
    EXPECT_EQ(
        messages(recipe_of(std::string(code_section) +
                           "| Repository | Commit | Variable |\n|---|---|---|\n| ../a | COMMIT | " +
                           variable + " |\n")),
        Messages{"7 variable-not-readable"});
  }
}

TEST(Code, TheRepositoryStandsBesideTheCommitOrInAField) {
  const auto repository = [](const std::string& text) {
    const Recipe recipe = recipe_of(code_section + text);
    const Code& code = recipe.code.at(Stage::training);
    if (code.checkouts.size() != 1) return std::string("checkouts: many");
    return code.checkouts[0].repository ? code.checkouts[0].repository->value : "this";
  };
  EXPECT_EQ(repository("- Repository: https://github.com/a/b\n- Commit: COMMIT\n"),
            "https://github.com/a/b");
  EXPECT_EQ(repository("- Commit: COMMIT\n- Repository: ../other\n"), "../other");
  EXPECT_EQ(repository("At [COMMIT](https://github.com/a/b/tree/COMMIT/x).\n"),
            "https://github.com/a/b");
  EXPECT_EQ(repository("See [that](https://github.com/a/b).\n\nAt COMMIT.\n"), "this");
  EXPECT_EQ(repository("Repository: | x |\n\n- Commit: COMMIT\n"), "this");
  EXPECT_EQ(
      repository("| Repository | https://git.example/x.git |\n|---|---|\n| Commit | COMMIT |\n"),
      "https://git.example/x.git");
}

TEST(Code, AShortCommitABranchAndAnUnknownPurposeAreReported) {
  EXPECT_EQ(messages(recipe_of(std::string(code_section) + "- Commit: 0123abc\n")),
            Messages{"5 commit-not-readable"});
  EXPECT_EQ(messages(recipe_of(std::string(code_section) + "- Commit: main\n")),
            Messages{"5 commit-not-readable"});
  const Recipe recipe = recipe_of(std::string(code_section) + "```sh biuld\nmake\n```\n");
  EXPECT_EQ(messages(recipe), Messages{"5 purpose-not-known"});
  EXPECT_EQ(recipe.code.at(Stage::training).blocks.at(0).purpose, Purpose::example);
}

std::vector<std::string> placeholders(const std::string& script) {
  const Recipe recipe = recipe_of(std::string(code_section) + "```sh\n" + script + "\n```\n");
  std::vector<std::string> found;
  for (const auto& each : recipe.code.at(Stage::training).blocks.at(0).placeholders) {
    EXPECT_EQ(recipe.source.text(each.span), each.value);
    found.push_back(each.value);
  }
  return found;
}

TEST(Code, PlaceholdersAreFoundAndWhatOnlyLooksLikeOneIsNot) {
  using Found = std::vector<std::string>;
  EXPECT_EQ(placeholders("train --data /path/to/data --token <your-token>"),
            (Found{"/path/to/data", "<your-token>"}));
  EXPECT_EQ(placeholders("train --data=\"/path/to/x\" YOUR_KEY"),
            (Found{"/path/to/x", "YOUR_KEY"}));
  EXPECT_EQ(placeholders("run path/to/file <num gpus>"), (Found{"path/to/file", "<num gpus>"}));
  EXPECT_EQ(placeholders("sort <in >out; cat <a>b; wc < in"), Found{});
  EXPECT_EQ(placeholders("grep '<div>' x; echo \"<b>\"; diff <(a) <(b)"), Found{});
  EXPECT_EQ(placeholders("cat <<END\n<html>\nEND\necho # <comment>"), Found{});
  EXPECT_EQ(placeholders("ls /data/path/total; echo yourself"), Found{});
}

const char* hyperparameter_section =
    "# R\n## Training\n### Optimization methods\n#### Hyperparameters\n";

TEST(Hyperparameters, SpansAreExactBehindEscapedPipesTabsAndMarkup) {
  const Recipe recipe = recipe_of(std::string(hyperparameter_section) +
                                  "|\tName | Value | Meaning |\n|---|---|---|\n"
                                  "| `a\\|b` \\| c |\t**0.5** | x \\| y |\r\n"
                                  "| \xC3\xA9 rate | `1e-3` | |\n");
  ASSERT_EQ(recipe.hyperparameters.size(), 2U);
  EXPECT_EQ(recipe.source.text(recipe.hyperparameters[0].value.span), "0.5");
  EXPECT_EQ(recipe.source.text(recipe.hyperparameters[0].name.span), "a\\|b");
  EXPECT_EQ(recipe.hyperparameters[0].name.value, "a|b");
  EXPECT_EQ(recipe.source.text(recipe.hyperparameters[1].name.span), "\xC3\xA9 rate");
  EXPECT_EQ(recipe.source.text(recipe.hyperparameters[1].value.span), "1e-3");
}

TEST(Hyperparameters, TablesWithProfilesAndNestedLists) {
  const Recipe recipe = recipe_of(
      std::string(hyperparameter_section) +
      "Profiles: smoke, `tiny`.\n\n| Name | Value | smoke | tiny | Meaning "
      "|\n|---|---|---|---|---|\n"
      "| Batch size | 64 | 32 | | samples |\n| Learning rate (`lr`) | 1e-1 | | - | peak |\n\n"
      "- Regularization\n  - Weight decay: 5e-4\n  - Augmentation\n    - Rotation: 10 (degrees)\n");
  EXPECT_TRUE(recipe.has_profile("smoke"));
  EXPECT_TRUE(recipe.has_profile("tiny"));
  std::map<std::string, std::string> values;
  for (const Hyperparameter& each : recipe.hyperparameters) {
    values[each.variable] = each.value.value.text;
  }
  EXPECT_EQ(
      values,
      (std::map<std::string, std::string>{
          {"BATCH_SIZE", "64"}, {"LR", "1e-1"}, {"WEIGHT_DECAY", "5e-4"}, {"ROTATION", "10"}}));
  EXPECT_EQ(recipe.hyperparameters[0].in("smoke").value.text, "32");
  EXPECT_EQ(recipe.hyperparameters[0].in("tiny").value.text, "64");
  EXPECT_EQ(recipe.hyperparameters[1].in("tiny").value.text, "1e-1");
  EXPECT_EQ(messages(recipe), Messages{});
}

TEST(Hyperparameters, ANameThatProgramsActUponIsInNoVariable) {
  for (const std::string name : {"Path", "LD preload", "Git SSH command", "Bash env", "Home", "2nd",
                                 "RECIPE seed", "Python path"}) {
    const Recipe recipe = recipe_of(std::string(hyperparameter_section) + "- " + name + ": evil\n");
    ASSERT_EQ(recipe.hyperparameters.size(), 1U) << name;
    EXPECT_EQ(recipe.hyperparameters[0].variable, "") << name;
    EXPECT_EQ(messages(recipe), Messages{"5 hyperparameter-name"}) << name;
  }
}

TEST(Hyperparameters, TwoValuesForOneNameAreReported) {
  EXPECT_EQ(
      messages(recipe_of(std::string(hyperparameter_section) + "- Epochs: 90\n- epochs: 100\n")),
      Messages{"6 hyperparameter-twice"});
  EXPECT_EQ(
      messages(recipe_of(std::string(hyperparameter_section) + "- Rate: 1e-4\n- rate: 0.0001\n")),
      Messages{});
}

TEST(Hyperparameters, APretrainedModelHasALocationAndADigest) {
  const Recipe row = recipe_of(std::string(hyperparameter_section) +
                               "| Name | Value |\n|---|---|\n"
                               "| Pre-trained model | `models/a.pt`, `DIGEST` |\n");
  ASSERT_TRUE(row.pretrained);
  EXPECT_EQ(row.pretrained->sources.at(0).value.text, "models/a.pt");
  EXPECT_TRUE(row.pretrained->digest);
  const Recipe list = recipe_of(std::string(hyperparameter_section) +
                                "- Pre-trained model:\n  - Source: models/a.pt\n"
                                "  - Digest: DIGEST\n");
  ASSERT_TRUE(list.pretrained);
  EXPECT_TRUE(list.pretrained->digest);
  EXPECT_FALSE(
      recipe_of(std::string(hyperparameter_section) + "- Pre-trained model: none\n").pretrained);
}

const char* target_section =
    "# R\n## Training\n### Optimization methods\n#### Hyperparameters\nProfiles: smoke\n"
    "### Performance metrics\n#### Target metrics\n";

TEST(Targets, EveryColumnIsRead) {
  const Recipe recipe = recipe_of(
      std::string(target_section) +
      "| Metric | Split | Target | Tolerance | Runs | Spread | Direction | Value | smoke |\n"
      "|---|---|---|---|---|---|---|---|---|\n"
      "| Top-1 accuracy (`top1`) | test | 98.5 % | 0.5 % | 10 | 0.2 % | higher | best | 90 % |\n"
      "| `my_score` | | 12 | 2 % relative | | | lower | | |\n");
  ASSERT_EQ(recipe.targets.size(), 2U);
  const Target& top1 = recipe.targets[0];
  EXPECT_EQ(top1.name.value, "Top-1 accuracy");
  EXPECT_EQ(top1.key, "top1");
  EXPECT_EQ(top1.split->value, "test");
  EXPECT_EQ(top1.target.value, (Quantity{98.5, "%"}));
  EXPECT_EQ(top1.tolerance->value.value, 0.5);
  EXPECT_EQ(top1.tolerance->value.margin, Margin::absolute);
  EXPECT_EQ(top1.runs->value, 10U);
  EXPECT_EQ(top1.spread->value.value, 0.2);
  EXPECT_EQ(top1.choice, Choice::best);
  EXPECT_EQ(top1.in("smoke").value.value, 90);
  const Target& score = recipe.targets[1];
  EXPECT_EQ(score.key, "my_score");
  EXPECT_EQ(score.direction->value, Direction::lower);
  EXPECT_EQ(score.tolerance->value.margin, Margin::relative);
  EXPECT_DOUBLE_EQ(score.tolerance->value.value, 0.02);
  EXPECT_EQ(score.in("smoke").value.value, 12);
  EXPECT_EQ(messages(recipe), Messages{});
}

TEST(Targets, ToleranceIsInTheUnitOfTheTarget) {
  const auto tolerance = [](const std::string& target, const std::string& text) {
    const Recipe recipe = recipe_of(std::string(target_section) +
                                    "| Metric | Target | Tolerance |\n|---|---|---|\n| top1 | " +
                                    target + " | " + text + " |\n");
    return recipe.targets.at(0).tolerance->value.value;
  };
  EXPECT_DOUBLE_EQ(tolerance("0.985", "0.005"), 0.005);
  EXPECT_DOUBLE_EQ(tolerance("0.985", "0.5 %"), 0.005);
  EXPECT_DOUBLE_EQ(tolerance("98.5 %", "0.5"), 0.5);
  EXPECT_DOUBLE_EQ(tolerance("98.5", "\u00b1 0.5 %"), 0.5);
}

TEST(Targets, WhatIsNoNumberIsAnErrorWithItsPlace) {
  const Recipe recipe = recipe_of(std::string(target_section) +
                                  "| Metric | Target |\n|---|---|\n| top1 | TBD |\n| top5 | |\n"
                                  "| loss | 0.5 \u00b1 0.02 |\n");
  EXPECT_EQ(messages(recipe), (Messages{"10 number-not-readable", "11 target-missing"}));
  ASSERT_EQ(recipe.targets.size(), 1U);
  EXPECT_EQ(recipe.targets[0].target.value.value, 0.5);
  EXPECT_EQ(recipe.targets[0].spread->value.value, 0.02);
}

TEST(Dynamics, TimesOfProfiles) {
  const Recipe recipe = recipe_of(
      "# R\n## Training\n### Optimization methods\n#### Hyperparameters\nProfiles: smoke\n"
      "#### Dynamics\n- Training time: 1 h 30 min (without building)\n"
      "- Training time (smoke): 40 s\n- Hardware: 8 x A100\n- Tolerance: 50 %\n\n"
      "![curve](figures/a.svg)\n");
  EXPECT_EQ(recipe.dynamics.training_time->value, 5400);
  EXPECT_EQ(recipe.dynamics.training_time_by_profile.at("smoke").value, 40);
  EXPECT_EQ(recipe.dynamics.hardware->value, "8 x A100");
  EXPECT_EQ(recipe.dynamics.tolerance->value.margin, Margin::relative);
  EXPECT_DOUBLE_EQ(recipe.dynamics.tolerance->value.value, 0.5);
  EXPECT_EQ(recipe.dynamics.figures.at(0).value, "figures/a.svg");
}

TEST(Timing, ATableAndFieldsForAllRows) {
  const Recipe recipe = recipe_of(
      "# R\n## Inference\n### Timing information\n- Hardware: 2 x EPYC\n\n"
      "| Measure | Value | Batch size | Software |\n|---|---|---|---|\n"
      "| Median latency (`latency_p50_ms`) | 0.2 ms | 1 | libtorch 1.13 |\n");
  ASSERT_EQ(recipe.timing.size(), 1U);
  EXPECT_EQ(recipe.timing[0].key, "latency_p50_ms");
  EXPECT_EQ(recipe.timing[0].value.value, (Quantity{0.2, "ms"}));
  EXPECT_EQ(recipe.timing[0].hardware->value, "2 x EPYC");
  EXPECT_EQ(recipe.timing[0].software->value, "libtorch 1.13");
}

TEST(Environment, PackagesInEveryShape) {
  for (const std::string text :
       {"- Packages: `git`, g++ (>= 12), libtorch-dev >= 1.13\n",
        "- Packages:\n  - `git`: clones\n  - g++ (>= 12)\n  - libtorch-dev >= 1.13, for training\n",
        "Packages:\n\n- git\n- g++ >= 12\n- libtorch-dev (>= 1.13)\n",
        "| Package | Version | Why |\n|---|---|---|\n| git | | clones |\n| `g++` | >= 12 | builds "
        "|\n"
        "| libtorch-dev | >= 1.13 | trains |\n"}) {
    const Recipe recipe = recipe_of("# R\n## Environment\n" + text + "\n```sh\npip\n```\n");
    std::vector<std::string> packages;
    for (const auto& each : recipe.environment.packages) {
      packages.push_back(each.value.name + each.value.relation + each.value.version);
    }
    EXPECT_EQ(packages, (std::vector<std::string>{"git", "g++>=12", "libtorch-dev>=1.13"})) << text;
    EXPECT_EQ(recipe.environment.blocks.size(), 1U);
    EXPECT_EQ(messages(recipe), Messages{}) << text;
  }
}

TEST(Sections, AReasonIsRequiredAndAnUnknownHeadingEndsASection) {
  const Recipe recipe = recipe_of(
      "# R\n## Inference\n### Serialization\nNot applicable.\n## Appendix\n### Code\n- Commit: "
      "x\n");
  EXPECT_EQ(messages(recipe), Messages{"4 reason-missing"});
  EXPECT_EQ(recipe.section(SectionKind::inference_code), nullptr);
}

TEST(Sections, TwiceIsReportedAndBothAreRead) {
  const Recipe recipe =
      recipe_of(std::string(hyperparameter_section) + "- A: 1\n#### Hyper-parameters\n- B: 2\n");
  EXPECT_EQ(messages(recipe), Messages{"6 section-twice"});
  EXPECT_EQ(recipe.hyperparameters.size(), 2U);
}

TEST(Edit, ChangesOnlyItsBytes) {
  const SourceText source("x.md", "a\r\nb\tc\n");
  EXPECT_EQ(*apply(source, {{{4, 5}, "-"}, {{0, 1}, "A"}, {{7, 7}, "end"}}), "A\r\nb-c\nend");
  EXPECT_FALSE(apply(source, {{{0, 3}, "x"}, {{2, 4}, "y"}}));
  EXPECT_FALSE(apply(source, {{{6, 99}, "x"}}));
}

}  // namespace
}  // namespace recipe::document
