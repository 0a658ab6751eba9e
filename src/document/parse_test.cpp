#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "document/edit.h"
#include "document/recipe.h"

namespace recipe::document {
namespace {

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(RECIPE_TESTS_DIR) + "/document/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Recipe parse_text(const std::string& text) { return parse(SourceText("recipe.md", text)); }

const Hyperparameter* named(const Recipe& recipe, const std::string& name) {
  for (const Hyperparameter& each : recipe.hyperparameters) {
    if (each.name.value == name) return &each;
  }
  return nullptr;
}

double number(const Recipe& recipe, const std::string& name) {
  const Hyperparameter* found = named(recipe, name);
  if (found == nullptr || found->value.value.number() == nullptr) return -1;
  return found->value.value.number()->value;
}

std::vector<std::string> rules(const Recipe& recipe) {
  std::vector<std::string> all;
  for (const Diagnostic& each : recipe.diagnostics) all.push_back(each.rule);
  return all;
}

class Guideline : public testing::Test {
 protected:
  const Recipe recipe = parse_text(fixture("guideline.md"));
  std::string text(Span span) const { return std::string(recipe.source.text(span)); }
};

TEST_F(Guideline, IsARecipeWithEverySection) {
  EXPECT_TRUE(recipe.is_recipe());
  EXPECT_EQ(recipe.title.value, "A ResNet-50 for ImageNet");
  std::vector<std::string> missing;
  for (const OutlineRow& row : outline()) {
    if (recipe.section(row.kind) == nullptr) missing.push_back(full_name(row.kind));
  }
  EXPECT_EQ(missing, std::vector<std::string>{"Environment"});
  EXPECT_EQ(rules(recipe), std::vector<std::string>{});
}

TEST_F(Guideline, Hyperparameters) {
  ASSERT_NE(named(recipe, "Optimizer"), nullptr);
  EXPECT_EQ(named(recipe, "Optimizer")->value.value.text, "SGD");
  EXPECT_EQ(number(recipe, "Momentum"), 0.9);
  EXPECT_EQ(number(recipe, "Number of devices"), 4);
  EXPECT_EQ(number(recipe, "Batch size"), 256);
  EXPECT_EQ(named(recipe, "Batch size")->variable, "BATCH_SIZE");
  EXPECT_EQ(number(recipe, "Batch size per device"), 64);
  EXPECT_EQ(number(recipe, "Learning rate"), 0.1);
  EXPECT_EQ(number(recipe, "Learning rate decay factor"), 10);
  EXPECT_EQ(number(recipe, "Weight decay"), 1e-4);
  const Hyperparameter* steps = named(recipe, "Learning rate decay iterations");
  ASSERT_NE(steps, nullptr);
  ASSERT_NE(steps->value.value.list(), nullptr);
  std::vector<double> values;
  for (const Quantity& step : *steps->value.value.list()) values.push_back(step.value);
  EXPECT_EQ(values, (std::vector<double>{150000, 300000, 400000, 450000}));
  EXPECT_EQ(text(steps->value.span), "150000, 300000, 400000, and 450000");
}

TEST_F(Guideline, TargetAndTiming) {
  ASSERT_EQ(recipe.targets.size(), 1U);
  const Target& target = recipe.targets.front();
  EXPECT_EQ(target.key, "top1");
  EXPECT_EQ(target.name.value, "top-1 single crop accuracy");
  EXPECT_DOUBLE_EQ(target.target.value.plain(), 0.74);
  EXPECT_EQ(text(target.target.span), "74.0%");
  ASSERT_TRUE(target.step);
  EXPECT_EQ(target.step->value, 500000);

  ASSERT_EQ(recipe.timing.size(), 1U);
  const Measure& latency = recipe.timing.front();
  EXPECT_EQ(latency.key, "latency");
  EXPECT_EQ(latency.value.value, (Quantity{11, "ms"}));
  ASSERT_TRUE(latency.batch_size && latency.hardware && latency.software);
  EXPECT_EQ(latency.batch_size->value, "1");
  EXPECT_EQ(latency.hardware->value, "NVIDIA GPU V100");
  EXPECT_EQ(latency.software->value, "TensorFlow v1.8");
}

TEST_F(Guideline, DynamicsAndLocations) {
  ASSERT_TRUE(recipe.dynamics.training_time);
  EXPECT_EQ(recipe.dynamics.training_time->value, 86400);
  EXPECT_EQ(recipe.dynamics.figures.size(), 3U);
  EXPECT_TRUE(recipe.raw.parts.empty());
  ASSERT_EQ(recipe.processed.parts.size(), 1U);
  EXPECT_EQ(recipe.processed.parts[0].sources.at(0).value.text,
            "hdfs:/projects/ml/data/imagenet_bbox");
  ASSERT_EQ(recipe.model.parts.size(), 1U);
  EXPECT_EQ(recipe.model.parts[0].sources.at(0).value.text,
            "hdfs://projects/ml/recipe/resnet50_imagenet");
}

TEST_F(Guideline, Code) {
  const Code& processing = recipe.code.at(Stage::processing);
  ASSERT_EQ(processing.checkouts.size(), 1U);
  EXPECT_EQ(processing.checkouts[0].repository->value, "https://github.com/tensorflow/models");
  EXPECT_EQ(processing.checkouts[0].commit->value, "bd56a06d2815e3dc2914fc8ce2fa1ea60e19d324");
  EXPECT_TRUE(processing.blocks.empty());

  const Code& training = recipe.code.at(Stage::training);
  ASSERT_EQ(training.checkouts.size(), 1U);
  EXPECT_FALSE(training.checkouts[0].repository);
  EXPECT_EQ(training.checkouts[0].commit->value, "24b236fdb6ca449eb52e8f816e039e0d634015a5");
  ASSERT_EQ(training.blocks.size(), 1U);
  EXPECT_EQ(training.blocks[0].purpose, Purpose::unlabelled);
  EXPECT_EQ(training.blocks[0].placeholders.size(), 3U);
  EXPECT_FALSE(training.runnable());

  const Code& evaluation = recipe.code.at(Stage::evaluation);
  ASSERT_TRUE(evaluation.by_training);
  EXPECT_EQ(evaluation.by_training->value,
            "The accuracy is computed by the training script automatically.");
  EXPECT_EQ(recipe.section(SectionKind::serialization)->not_applicable->value,
            "The model was made for research and is not deployed.");
}

/// The same document in another shape must give the same values.
std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

std::string with_setext_and_bold(const std::string& text) {
  std::string out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    if (line.starts_with("#### ")) {
      out += "**" + line.substr(5) + "**\n\n";
    } else if (line.starts_with("## ")) {
      out += line.substr(3) + "\n---\n";
    } else {
      out += line + "\n";
    }
    begin = end + 1;
  }
  return out;
}

std::string without_levels(const std::string& text) {
  std::string out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    const bool below_title = line.starts_with("##");
    out += (below_title ? "##" + line.substr(line.find_first_not_of('#')) : line);
    out += "\n";
    begin = end + 1;
  }
  return out;
}

void expect_guideline_values(const Recipe& recipe) {
  EXPECT_EQ(recipe.sections.size(), outline().size() - 1);
  EXPECT_EQ(number(recipe, "Batch size"), 256);
  EXPECT_EQ(number(recipe, "Weight decay"), 1e-4);
  EXPECT_EQ(recipe.targets.size(), 1U);
  EXPECT_EQ(recipe.timing.size(), 1U);
  EXPECT_EQ(recipe.code.at(Stage::training).blocks.size(), 1U);
  EXPECT_EQ(recipe.code.at(Stage::processing).checkouts.size(), 1U);
  EXPECT_TRUE(recipe.section(SectionKind::serialization)->not_applicable);
}

TEST(Parse, TheShapeOfTheTextIsNoMatter) {
  const std::string text = fixture("guideline.md");
  expect_guideline_values(parse_text(with_crlf(text)));
  expect_guideline_values(parse_text(with_setext_and_bold(text)));
  expect_guideline_values(parse_text(without_levels(text)));
  expect_guideline_values(parse_text("\xEF\xBB\xBF" + text));
}

TEST(Parse, EverySpanHoldsItsValue) {
  for (const std::string& text : {fixture("guideline.md"), with_crlf(fixture("guideline.md"))}) {
    const Recipe recipe = parse_text(text);
    const auto shown = [&](Span span) { return std::string(recipe.source.text(span)); };
    for (const auto& [stage, code] : recipe.code) {
      for (const Checkout& checkout : code.checkouts) {
        EXPECT_EQ(shown(checkout.commit->span), checkout.commit->value);
      }
      for (const CommandBlock& block : code.blocks) {
        for (const At<std::string>& each : block.placeholders) {
          EXPECT_EQ(shown(each.span), each.value);
        }
      }
    }
    EXPECT_EQ(shown(named(recipe, "Weight decay")->value.span), "0.0001");
    EXPECT_EQ(shown(recipe.timing[0].value.span), "11ms");
    EXPECT_EQ(shown(recipe.processed.parts[0].sources[0].span),
              "hdfs:/projects/ml/data/imagenet_bbox");
    EXPECT_EQ(*apply(recipe.source, {}), text);
  }
}

}  // namespace
}  // namespace recipe::document
