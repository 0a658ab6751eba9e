#include "author/figure.h"

#include <cmath>

#include "author/figure_axis.h"
#include "author/figure_panel.h"
#include "author/written_test.h"
#include "data/digest_of.h"
#include "dynamics/figure_mark.h"

namespace recipe::author {
namespace {

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(Figure, DrawsAPanelForEachMetricAndALineForEachRun) {
  const std::string svg = figure_of(observed_training().runs);
  EXPECT_EQ(occurrences(svg, "class=\"title\""), 2U);
  EXPECT_EQ(occurrences(svg, "<polyline class=\"train\""), 2U);
  EXPECT_EQ(occurrences(svg, "<polyline class=\"test\""), 2U);
  EXPECT_NE(svg.find(">loss (log scale)<"), std::string::npos);
  EXPECT_NE(svg.find("prefers-color-scheme:dark"), std::string::npos);
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_EQ(svg, figure_of(observed_training().runs));
}

TEST(Figure, IsEmptyWithoutTwoPoints) {
  EXPECT_EQ(figure_of(std::vector<ObservedRun>()), "");
  ObservedRun run;
  run.metrics.add("train", "loss", {1.0, {}, {}, 2});
  run.metrics.add("train", "parameters", {{}, {}, {}, 1000});
  EXPECT_EQ(figure_of({run}), "");
  run.metrics.add("train", "loss", {2.0, {}, {}, NAN});
  EXPECT_EQ(figure_of({run}), "");
}

TEST(Figure, OfAFileOfCurvesCarriesItsDigest) {
  const std::string curves =
      "profile,run,step,epoch,seconds,split,metric,value\n"
      ",1,1,,,train,loss,2.5\n,1,2,,,train,loss,1.5\n,2,1,,,train,loss,2\n,2,2,,,train,loss,nan\n"
      ",2,3,,,train,loss,1\nsmoke,1,1,,,train,other,1\nsmoke,1,2,,,train,other,1\n,1,3,,,x\n";
  const std::string svg = figure_of(curves);
  EXPECT_EQ(occurrences(svg, "<polyline class=\"train\""), 2U);
  EXPECT_EQ(occurrences(svg, "class=\"title\""), 1U) << "the profile's metric is not drawn";
  EXPECT_EQ(dynamics::marked_digest(svg), data::digest_of_bytes(curves).to_string());
  EXPECT_FALSE(dynamics::marked_digest(figure_of(observed_training().runs)));
  EXPECT_EQ(figure_of("profile,run,step,epoch,seconds,split,metric,value\n"), "");
}

TEST(Figure, EscapesTextFromOutside) {
  ObservedRun run;
  for (int step = 0; step < 3; ++step) {
    run.metrics.add("<s>&\"\n", "</svg><script>\xff", {step * 1.0, {}, {}, step * 1.0});
  }
  const std::string svg = figure_of({run});
  EXPECT_EQ(svg.find("<script>"), std::string::npos);
  EXPECT_NE(svg.find("&lt;/svg&gt;&lt;script&gt;"), std::string::npos);
  EXPECT_NE(svg.find("&lt;s&gt;&amp;&quot;"), std::string::npos);
  EXPECT_EQ(occurrences(svg, "</svg>"), 1U);
}

TEST(Figure, HasABoundedSize) {
  std::vector<ObservedRun> runs(30);
  for (ObservedRun& run : runs) {
    for (int metric = 0; metric < 12; ++metric) {
      for (int step = 0; step < 2000; ++step) {
        run.metrics.add("train", "m" + std::to_string(metric),
                        {step * 1.0, {}, {}, std::sin(step * 0.37)});
      }
    }
  }
  EXPECT_LT(figure_of(runs).size(), 400'000U);
}

TEST(Figure, DrawsExtremeValues) {
  ObservedRun run;
  for (const double value : {-1.7e308, 1.7e308, 5e-324, 0.0}) {
    run.metrics.add("", "x", {static_cast<double>(run.metrics.point_count()), {}, {}, value});
  }
  const std::string svg = figure_of({run});
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_EQ(svg.find("inf"), std::string::npos);
  EXPECT_NE(svg.find("<polyline"), std::string::npos);
}

TEST(Figure, KeepsPeaksOfThinnedLines) {
  std::vector<std::pair<double, double>> line;
  for (int i = 0; i < 100'000; ++i) line.emplace_back(i, i == 77'777 ? 9.0 : i == 5 ? -9.0 : 0.0);
  const auto thin = thinned(line, 400);
  EXPECT_LE(thin.size(), 400U);
  EXPECT_EQ(thin.front(), line.front());
  EXPECT_EQ(thin.back(), line.back());
  EXPECT_NE(std::find(thin.begin(), thin.end(), std::pair(77'777.0, 9.0)), thin.end());
  EXPECT_NE(std::find(thin.begin(), thin.end(), std::pair(5.0, -9.0)), thin.end());
  EXPECT_TRUE(std::is_sorted(thin.begin(), thin.end()));
}

TEST(FigureAxis, HasRoundTicks) {
  EXPECT_EQ(FigureAxis(0, 1, true).ticks(), (std::vector<double>{0, 0.2, 0.4, 0.6, 0.8, 1}));
  EXPECT_EQ(FigureAxis(13, 987, false).ticks(), (std::vector<double>{200, 400, 600, 800}));
  EXPECT_EQ(FigureAxis(0.002, 3, true).ticks(), (std::vector<double>{0.01, 0.1, 1}));
  EXPECT_TRUE(FigureAxis(0.002, 3, true).is_log());
  EXPECT_FALSE(FigureAxis(0, 3, true).is_log());
  EXPECT_DOUBLE_EQ(FigureAxis(5, 5, true).share_of(5), 0.5);
  EXPECT_EQ(tick_text(20000), "20k");
  EXPECT_EQ(tick_text(0.1 + 0.2), "0.3");
}

}  // namespace
}  // namespace recipe::author
