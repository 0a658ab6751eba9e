#include <gtest/gtest.h>

#include <algorithm>

#include "check/engine.h"
#include "check/rule.h"
#include "fakes/memory_facts.h"
#include "fakes/recipe_text.h"

namespace recipe::check {
namespace {

using fakes::RecipeText;

/// What one rule says of a document.
struct Asked {
  Asked(std::string_view rule, const std::string& text, const std::string& curves = "")
      : page(SourceText("r/recipe.md", text)), recipe(document::parse(page.source)) {
    if (!curves.empty()) facts.head.files["r/recipe.dynamics.csv"] = curves;
    Study study(page, recipe, "r/recipe.md", facts);
    report = check_document(study, {rule_named(rule)});
  }

  std::string at(std::size_t finding) const {
    return std::string(page.source.text(report.findings.at(finding).span));
  }
  bool says(std::string_view text) const {
    return std::any_of(
        report.findings.begin(), report.findings.end(),
        [text](const Finding& finding) { return finding.message.find(text) != std::string::npos; });
  }

  MemoryFacts facts;
  document::Page page;
  document::Recipe recipe;
  Report report;
};

std::string targets(const std::string& head, const std::string& row) {
  RecipeText text;
  std::string line = "|";
  for (const char c : head) {
    if (c == '|') line += " --- |";
  }
  text.targets = head + "\n" + line.substr(0, line.size() - 6) + "\n" + row + "\n";
  return text.text();
}

TEST(SectionMissing, AsksForEverySectionOnce) {
  const Asked asked("section-missing", RecipeText().text());
  EXPECT_TRUE(asked.says("`Data / Data processing methods` is missing"));
  EXPECT_FALSE(asked.says("Data processing methods / Code"));
  EXPECT_TRUE(asked.says("`Training / Optimization methods / Hyperparameters` is missing"));
  EXPECT_FALSE(asked.says("Target metrics"));
  EXPECT_FALSE(asked.says("Environment"));
  EXPECT_GT(asked.report.counts.held, 2U);
}

TEST(SectionMissing, KnowsEmptySectionsAndThoseThatDoNotApply) {
  RecipeText text;
  text.outputs = "<!-- where is it? -->\n";
  text.timing = "Not applicable. Nobody waits for it.\n";
  const Asked asked("section-missing", text.text());
  EXPECT_TRUE(asked.says("Outputs` is empty"));
  EXPECT_FALSE(asked.says("Timing"));
}

TEST(SectionMissing, LeavesOtherDocumentsAlone) {
  const Asked asked("section-missing", "# Net\n\n## Training\n\nRun it.\n");
  EXPECT_EQ(asked.report.counts.all(), 0U);
}

TEST(SectionOrder, ComparesNeighbours) {
  RecipeText text;
  text.hyperparameters = "- Batch size: 1\n";
  const std::string ordered = text.text();
  EXPECT_TRUE(Asked("section-order", ordered).report.findings.empty());
  std::string swapped = ordered;
  const std::string code = "#### Code\n\n" + text.training_code + "\n";
  const std::size_t at = swapped.find(code);
  ASSERT_NE(at, std::string::npos);
  swapped.erase(at, code.size());
  const std::string next = "#### Hyperparameters\n\n" + text.hyperparameters + "\n";
  swapped.insert(swapped.find(next) + next.size(), code);
  const Asked asked("section-order", swapped);
  ASSERT_EQ(asked.report.findings.size(), 1U);
  EXPECT_EQ(asked.at(0), "Code");
}

TEST(NotReadable, PassesOnWhatReadingReported) {
  RecipeText text;
  text.training_code = "- Commit: `main`\n";
  const Asked asked("not-readable", text.text());
  ASSERT_EQ(asked.report.findings.size(), 1U);
  EXPECT_EQ(asked.report.findings[0].severity, Severity::error);
  EXPECT_TRUE(Asked("not-readable", "# Net\n\n- Commit: `main`\n").report.findings.empty());
}

TEST(ReasonMissing, AndSectionTwiceAreRulesOfTheirOwn) {
  RecipeText text;
  text.timing = "Not applicable.\n";
  EXPECT_EQ(Asked("reason-missing", text.text()).report.findings.size(), 1U);
  EXPECT_TRUE(Asked("not-readable", text.text()).report.findings.empty());
  const std::string twice = text.text() + "\n## Inference\n\n### Timing information\n\n11 ms\n";
  EXPECT_FALSE(Asked("section-twice", twice).report.findings.empty());
}

TEST(Metrics, WantTheirParticulars) {
  const std::string bare = targets("| Metric | Target |", "| `gap` | 3 |");
  EXPECT_EQ(Asked("metric-without-split", bare).at(0), "gap");
  EXPECT_EQ(Asked("metric-without-split", bare).report.findings[0].severity, Severity::warning);
  EXPECT_EQ(Asked("metric-without-tolerance", bare).report.findings.size(), 1U);
  EXPECT_EQ(Asked("metric-without-runs", bare).report.findings.size(), 1U);
  EXPECT_EQ(Asked("metric-direction-unknown", bare).report.findings.size(), 1U);
  const std::string full = targets("| Metric | Split | Target | Tolerance | Runs | Direction |",
                                   "| `gap` | test | 3 | 0.1 | 5 | lower |");
  for (const char* rule : {"metric-without-split", "metric-without-tolerance",
                           "metric-without-runs", "metric-direction-unknown"}) {
    const Asked asked(rule, full);
    EXPECT_TRUE(asked.report.findings.empty()) << rule;
    EXPECT_EQ(asked.report.counts.held, 1U) << rule;
  }
}

TEST(Metrics, AreToldOnceForAllTargets) {
  const std::string two = targets("| Metric | Target |", "| `top1` | 70 % |\n| `top5` | 90 % |");
  const Asked asked("metric-without-split", two);
  ASSERT_EQ(asked.report.findings.size(), 1U);
  EXPECT_TRUE(asked.says("`top1` and 1 other target have no split"));
  EXPECT_TRUE(Asked("metric-direction-unknown", two).report.findings.empty());
}

TEST(MetricUnit, IsAmbiguousAboveOne) {
  const auto unit = [](const std::string& value) {
    return Asked("metric-unit-ambiguous",
                 targets("| Metric | Target |", "| `top1` | " + value + " |"))
        .report.findings.size();
  };
  EXPECT_EQ(unit("77.1"), 1U);
  EXPECT_EQ(unit("0.771 %"), 1U);
  EXPECT_EQ(unit("77.1 %"), 0U);
  EXPECT_EQ(unit("0.771"), 0U);
}

TEST(MetricUnit, IsInfoForColumnsOfOtherDocuments) {
  const auto column = [](const std::string& last) {
    return Asked("metric-unit-ambiguous",
                 "| Model | Accuracy |\n| - | - |\n| a | 0.77 |\n| b | " + last + " |\n");
  };
  ASSERT_EQ(column("78.3").report.findings.size(), 1U);
  EXPECT_EQ(column("78.3").report.findings[0].severity, Severity::info);
  EXPECT_TRUE(column("0.79").report.findings.empty());
  EXPECT_TRUE(column("78.3 %").report.findings.empty());
  EXPECT_TRUE(column("1.5").report.findings.empty());
}

TEST(Spread, WantsADefinitionOnce) {
  const std::string table = "| Model | WER |\n| - | - |\n| a | 5.8 \u00b1 0.2 |\n| b | 6 +/- 1 |\n";
  const Asked asked("spread-undefined", table);
  ASSERT_EQ(asked.report.findings.size(), 1U);
  EXPECT_EQ(asked.at(0), "\u00b1");
  EXPECT_EQ(asked.report.findings[0].severity, Severity::info);
  EXPECT_EQ(
      Asked("spread-undefined", table + "\nWith the standard deviation.\n").report.counts.held, 1U);
  EXPECT_EQ(Asked("spread-undefined", "Turn it by \u00b1 5 degrees, a +- b.\n").report.counts.all(),
            0U);
}

TEST(Dynamics, AreMoreThanPictures) {
  RecipeText text;
  text.dynamics = "![loss](loss.png)\n";
  const Asked asked("dynamics-only-pictures", text.text());
  ASSERT_EQ(asked.report.findings.size(), 1U);
  EXPECT_EQ(asked.report.findings[0].severity, Severity::warning);
  EXPECT_EQ(asked.at(0), "loss.png");
  EXPECT_TRUE(asked.says("recipe.dynamics.csv"));
  EXPECT_EQ(Asked("dynamics-only-pictures", text.text(), "profile\n").report.counts.held, 1U);
  text.dynamics += "\n| Step | Loss |\n| - | - |\n| 1 | 2 |\n";
  EXPECT_EQ(Asked("dynamics-only-pictures", text.text()).report.counts.held, 1U);
}

TEST(Dynamics, TellOnWhatHardware) {
  RecipeText text;
  text.dynamics = "- Training time: 24 h\n";
  EXPECT_EQ(Asked("training-time-hardware", text.text()).report.findings.size(), 1U);
  text.dynamics += "- Hardware: V100\n";
  EXPECT_TRUE(Asked("training-time-hardware", text.text()).report.findings.empty());
}

TEST(Curves, EndAtTheTarget) {
  const std::string head = "profile,run,step,epoch,seconds,split,metric,value\n";
  const std::string low = head + ",1,10,,,test,top1,0.5\n,1,20,,,test,top1,0.90\n" +
                          ",2,20,,,test,top1,0.92\nsmoke,1,20,,,test,top1,0.1\n";
  const auto curve = [&](const std::string& row, const std::string& csv) {
    return Asked("curve-against-target", targets("| Metric | Split | Target |", row), csv).report;
  };
  ASSERT_EQ(curve("| `top1` | test | 99 % |", low).findings.size(), 1U);
  EXPECT_NE(curve("| `top1` | test | 99 % |", low).findings[0].message.find("end at 91 "),
            std::string::npos);
  EXPECT_EQ(curve("| `top1` | test | 0.91 |", low).counts.held, 1U);
  EXPECT_EQ(curve("| `top1` | val | 0.99 |", low).counts.undecided, 1U);
  EXPECT_EQ(curve("| `top1` | | 0.99 |", low).findings.size(), 1U);
  EXPECT_EQ(curve("| `top1` | test | 0.99 |", "").counts.all(), 0U);
  EXPECT_EQ(curve("| `top1` | test | 0.99 |", head + "1,2\n,,,,,,,\n").counts.undecided, 1U);
}

TEST(Timing, NamesItsConditions) {
  RecipeText text;
  text.timing = "| Measure | Value |\n| - | - |\n| Latency | 11 ms |\n| Throughput | 90 |\n";
  const Asked asked("timing-conditions", text.text());
  ASSERT_EQ(asked.report.findings.size(), 1U);
  EXPECT_TRUE(asked.says("and 1 other measure without hardware, batch size, software version"));
  EXPECT_TRUE(Asked("timing-protocol", text.text()).says("warmed up"));
  text.timing =
      "- Hardware: V100\n- Software: PyTorch 2.1\n\nMedian after 10 calls to warm up.\n\n"
      "| Measure | Value | Batch size |\n| - | - | - |\n| Latency | 11 ms | 1 |\n";
  EXPECT_EQ(Asked("timing-conditions", text.text()).report.counts.held, 1U);
  EXPECT_EQ(Asked("timing-protocol", text.text()).report.counts.held, 1U);
}

TEST(Serialization, NamesFormatAndParity) {
  RecipeText text;
  text.serialization = "Run `convert.py`.\n";
  EXPECT_EQ(Asked("serialization-format", text.text()).report.findings.size(), 1U);
  EXPECT_EQ(Asked("serialization-parity", text.text()).report.findings.size(), 1U);
  text.serialization = "It writes ONNX; outputs differ by at most 1e-5.\n";
  EXPECT_EQ(Asked("serialization-format", text.text()).report.counts.held, 1U);
  EXPECT_EQ(Asked("serialization-parity", text.text()).report.counts.held, 1U);
  text.serialization = "Not applicable. It is not deployed.\n";
  EXPECT_EQ(Asked("serialization-format", text.text()).report.counts.all(), 0U);
}

}  // namespace
}  // namespace recipe::check
