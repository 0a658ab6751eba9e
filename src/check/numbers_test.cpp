#include <gtest/gtest.h>

#include "check/equations.h"
#include "check/figure.h"
#include "check/measured_table.h"
#include "check/stated_metric.h"
#include "check/used_versions.h"
#include "check/written_paths.h"
#include "fakes/judged.h"
#include "fakes/memory_facts.h"

namespace recipe::check {
namespace {

std::vector<std::string> numbers_found(std::string_view rule, const std::string& text) {
  MemoryFacts facts;
  return places(judged(rule, text, facts), text);
}

Counts numbers_counted(std::string_view rule, const std::string& text) {
  MemoryFacts facts;
  return judged(rule, text, facts).counts;
}

using Found = std::vector<std::string>;

TEST(Figure, IsReadAsItIsWritten) {
  EXPECT_DOUBLE_EQ(figure_at("1,200,000 steps", 0)->value, 1200000);
  EXPECT_DOUBLE_EQ(figure_at("3.05e-05", 0)->value, 3.05e-05);
  EXPECT_DOUBLE_EQ(figure_at("64K", 0)->value, 64000);
  EXPECT_DOUBLE_EQ(figure_at("74.0%", 0)->slack, 0.05);
  EXPECT_EQ(figure_at("1,20", 0)->value, 1);
  EXPECT_FALSE(figure_at("x", 0));
}

TEST(Figure, OfACellKnowsItsUnit) {
  EXPECT_DOUBLE_EQ(figure_of_cell("20:04:48")->value, 72288);
  EXPECT_EQ(figure_of_cell("181%")->unit, "%");
  EXPECT_EQ(figure_of_cell("38hrs")->unit, "hrs");
  EXPECT_DOUBLE_EQ(figure_of_cell("1 h 30 min")->value, 5400);
  EXPECT_FALSE(figure_of_cell("<N/A>"));
  EXPECT_FALSE(figure_of_cell("64x64"));
  EXPECT_FALSE(figure_of_cell("24m 13h18"));
}

TEST(Arithmetic, FindsTheProductThatDoesNotComeOut) {
  EXPECT_EQ(numbers_found("arithmetic", "5x5x3x6=450, 3x3x3x8=216, and 216x10=1080."),
            Found{"1:216x10=1080"});
  EXPECT_EQ(numbers_found("arithmetic", "So 3 + 4 = 8 parts."), Found{"1:3 + 4 = 8"});
  EXPECT_EQ(numbers_found("arithmetic", "It is `256 / (16 * 2) = 16`."),
            Found{"1:256 / (16 * 2) = 16"});
}

TEST(Arithmetic, ReadsRemarksRoundingAndPowersOf1024) {
  const Counts counts = numbers_counted(
      "arithmetic",
      "64 (`batch_size` per gpu) * 8 (`nodes`) * 8 (gpus per node) = 4096\n\n"
      "`a x b = 16 x 1 x 8 = 128`\n\n4 * 16384 = 64K\n\n4 * 16000 = 64K\n\n2 / 3 = 0.667\n\n"
      "1000 * 3.14 \u2248 3200\n\n(30+1+1)*3.4 = 108.8\n");
  EXPECT_EQ(counts.held, 7U);
  EXPECT_EQ(counts.untrue, 0U);
}

TEST(Arithmetic, LeavesFormulasAndNamesAlone) {
  const Counts counts = numbers_counted(
      "arithmetic",
      "lr = 0.1 * n = 3\n\nresnet50x2 = 4\n\n1.8.0 + 2 = 9\n\n2 * 3 == 7\n\n2 * 3 => 7\n\n"
      "8x V100 = 9\n\n10% * 3 = 4\n\n2 * x * 3 = 5\n\n2^3 * 4 = 5\n\n2 * 3 = 6 * y\n\n-2 * 3 = "
      "1\n");
  EXPECT_EQ(counts.all(), 0U);
}

TEST(Arithmetic, TakesLongTextInItsStride) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "2 * (3 + ";
  EXPECT_TRUE(equations_in(text + "=").empty());
}

const std::string measured_head =
    "| GPUs | Batch size / GPU | Throughput - TF32 [img/s] | Throughput - AMP [img/s] | Throughput "
    "speedup (TF32 to AMP) | Weak scaling - TF32 | Weak scaling - AMP |\n"
    "| - | - | - | - | - | - | - |\n";

TEST(TableArithmetic, ComputesSpeedupsAndScalingAgain) {
  EXPECT_EQ(numbers_found("table-arithmetic",
                          measured_head + "| 1 | 1 | 29.81 | 64.22 | 2.15 | - | - |\n"
                                          "| 1 | 8 | 40.50 | 120.08 | 2.58 | - | - |\n"
                                          "| 8 | 1 | 169.62 | 293.31 | 1.73 | 5.69 | 4.57 |\n"
                                          "| 8 | 8 | 304.64 | 738.64 | 2.42 | 6.55 | 6.15 |\n"),
            (Found{"4:2.58", "6:6.55"}));
}

TEST(TableArithmetic, TakesPercentGainsEfficiencyAndTheInverse) {
  const Counts counts = numbers_counted("table-arithmetic",
                                        measured_head +
                                            "| 1 | 64 | 364.27 | 662.91 | 181% | 100% | 100% |\n"
                                            "| 8 | 64 | 2838.76 | 5252.84 | 85% | 779% | 0.99 |\n");
  EXPECT_EQ(counts.held, 4U);
  EXPECT_EQ(counts.untrue, 0U);
}

TEST(TableArithmetic, ComparesTimesInSeconds) {
  const std::string head =
      "| GPUs | Time to train - FP32 | Time to train - mixed precision | Time to train speedup |\n"
      "| - | - | - | - |\n";
  EXPECT_EQ(numbers_found("table-arithmetic", head + "| 32 | 38hrs | 14hrs | 2.00 |\n"
                                                     "| 8 | 3 h | 90 min | 2.0 |\n"
                                                     "| 4 | 02:35:00 | 01:00:27 | 256% |\n"),
            Found{"3:2.00"});
}

TEST(TableArithmetic, LeavesSpannedHeadsAndTwoCandidatesAlone) {
  EXPECT_EQ(
      numbers_counted("table-arithmetic",
                      "| BS | FP16 Latency | | FP32 Latency | | FP16/FP32 speed up |\n"
                      "| - | - | - | - | - | - |\n| 1 | 43.62 | 37.23 | 51.31 | 49.77 | 1.34 |\n")
          .all(),
      0U);
  EXPECT_EQ(numbers_counted("table-arithmetic",
                            "| Throughput FP32 | Throughput FP32 | Throughput AMP | Speedup |\n"
                            "| - | - | - | - |\n| 1 | 2 | 4 | 9 |\n")
                .all(),
            0U);
}

TEST(TableArithmetic, TriesEveryRowThatScalingMayCountFrom) {
  EXPECT_EQ(numbers_counted("table-arithmetic",
                            "| GPUs | Throughput - AMP | Strong scaling - AMP |\n| - | - | - |\n"
                            "| 1 | 6522.37 | 1.00 |\n| 1 | 7596.32 | 1.00 |\n"
                            "| 4 | 23660.14 | 3.11 |\n")
                .held,
            1U);
}

TEST(BatchArithmetic, NeedsAllThreeToMultiply) {
  EXPECT_EQ(numbers_found("batch-arithmetic",
                          "* SGD across 4 GPUs\n* Batch size: 200, e.g. 64 per GPU\n"),
            Found{"2:200"});
  EXPECT_EQ(numbers_counted("batch-arithmetic",
                            "* SGD across 4 GPUs\n* Batch size: 256, e.g. 64 per GPU\n")
                .held,
            1U);
  EXPECT_EQ(numbers_counted("batch-arithmetic", "A batch size of 64 per GPU on 8 GPUs.").all(), 0U);
  const Counts factor = numbers_counted(
      "batch-arithmetic", "We use a global batch size of 512 with 32 per GPU on 8 GPUs.");
  EXPECT_EQ(factor.undecided, 1U);
  const Counts nodes = numbers_counted(
      "batch-arithmetic", "A total batch size of 500, 32 per GPU, on 8 GPUs of 2 nodes.");
  EXPECT_EQ(nodes.undecided, 1U);
}

TEST(InconsistentNumber, PointsAtTheSecondValue) {
  EXPECT_EQ(numbers_found("inconsistent-number",
                          "We achieve 74.05% single crop accuracy.\n\n"
                          "The top-1 single crop accuracy is 74.0% after 500K iterations.\n"),
            Found{"3:74.0%"});
}

TEST(InconsistentNumber, SaysLessOfRoundingAndNothingOfSeveralModels) {
  MemoryFacts facts;
  const Report rounding = judged("inconsistent-number",
                                 "The accuracy is 76.24%.\n\nIt reaches 76.2% accuracy.\n", facts);
  ASSERT_EQ(rounding.findings.size(), 1U);
  EXPECT_EQ(rounding.findings.front().severity, Severity::info);
  EXPECT_EQ(numbers_found("inconsistent-number",
                          "The accuracy is 76.2%.\n\nIt reaches 76.4% accuracy.\n\n"
                          "With more data 76.6% accuracy.\n"),
            Found{});
  EXPECT_EQ(numbers_found("inconsistent-number",
                          "The accuracy is 76.2%, and with EMA it reaches 76.4% accuracy.\n"),
            Found{});
  EXPECT_EQ(numbers_found("inconsistent-number",
                          "The top-1 accuracy is 93.1%.\n\nThe top-5 accuracy is 93.5%.\n"),
            Found{});
}

TEST(InconsistentVersion, FollowsThePronounToTheLibrary) {
  EXPECT_EQ(numbers_found("inconsistent-version",
                          "* clone the TensorFlow models repository. We use version `v1.10.0`.\n\n"
                          "We use TensorFlow v1.8.\n"),
            Found{"3:v1.8"});
  EXPECT_EQ(numbers_counted("inconsistent-version",
                            "We used PyTorch 1.8.\n\nWe trained with PyTorch 1.8.1.\n")
                .held,
            1U);
  EXPECT_EQ(numbers_found("inconsistent-version",
                          "We use PyTorch 1.8.\n\nWe use PyTorch 1.6 or later.\n\n"
                          "PyTorch 1.4 is supported.\n"),
            Found{});
}

TEST(InconsistentPath, FindsOneLetter) {
  EXPECT_EQ(numbers_found("inconsistent-path",
                          "```\npython train.py --out=/path/to/output\n```\n"
                          "Run `tensorboard --logdir /path/to/outputs`.\n"),
            Found{"4:/path/to/outputs"});
  EXPECT_EQ(numbers_found("inconsistent-path",
                          "```\na /data/fold1 /data/fold12 /x/cat /x/cats $D/data/set /data/sets\n"
                          "b https://a/path/to/data /path/to/date\n```\n"),
            Found{});
}

}  // namespace
}  // namespace recipe::check
