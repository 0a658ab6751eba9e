#include "dynamics/source.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/text.h"

namespace recipe::dynamics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

MetricLog logged(std::string_view text) {
  MetricLog log;
  LineFeed feed(log);
  feed.feed(text);
  feed.finish();
  return log;
}

/// "split/metric=value@step,epoch,seconds" for every point, for comparison.
std::string shown(const MetricLog& log) {
  const auto number = [](const std::optional<double>& value) {
    return value ? shortest(*value) : std::string("-");
  };
  std::string text;
  for (const auto& [key, series] : log.all()) {
    for (const Point& point : series.points) {
      text += series.split + "/" + series.metric + "=" + shortest(point.value) + "@" +
              number(point.step) + "," + number(point.epoch) + "," + number(point.seconds) + "\n";
    }
  }
  return text + counted(log.rejected(), "rejected line");
}

std::string shown(std::string_view text) { return shown(logged(text)); }

TEST(Sources, EveryKindSaysWhatItReads) {
  ASSERT_FALSE(line_sources().empty());
  for (const LineSource* source : line_sources()) {
    EXPECT_FALSE(source->name.empty());
    EXPECT_FALSE(source->doc.empty());
    MetricLog log;
    EXPECT_EQ(source->read("just prose", log), Recognised::no);
    EXPECT_EQ(source->read("", log), Recognised::no);
    EXPECT_TRUE(log.empty());
    EXPECT_EQ(log.rejected(), 0U);
  }
}

TEST(JsonLines, ReadsKeysAndMetrics) {
  EXPECT_EQ(shown(R"({"step": 100, "epoch": 0.4, "split": "train", "loss": 2.31, "lr": 0.1})"),
            "train/loss=2.31@100,0.4,-\ntrain/lr=0.1@100,0.4,-\n0 rejected lines");
  EXPECT_EQ(shown(R"({"parameters": 25557032, "seconds": 1.5})"),
            "/parameters=25557032@-,-,1.5\n0 rejected lines");
}

TEST(JsonLines, ReadsWhatProgramsWrite) {
  // Hugging Face Trainer, its dictionaries through json.dumps; fairseq; YOLO with non-numbers.
  EXPECT_EQ(shown("{\"loss\": 0.6931, \"grad_norm\": 1.2, \"epoch\": 0.01}\r\n"),
            "/grad_norm=1.2@-,0.01,-\n/loss=0.6931@-,0.01,-\n0 rejected lines");
  EXPECT_EQ(shown(R"({"epoch": 1, "train_loss": "9.21", "ok": true, "best": null, "a": [1]})"),
            "0 rejected lines");
}

TEST(JsonLines, ReadsNonFiniteNumbersOfPythonAndC) {
  for (const char* word : {"NaN", "nan", "-nan", "-NaN"}) {
    const MetricLog log = logged(std::string("{\"loss\": ") + word + "}");
    ASSERT_EQ(log.point_count(), 1U) << word;
    EXPECT_TRUE(std::isnan(log.all().begin()->second.points[0].value)) << word;
  }
  for (const char* word : {"Infinity", "inf"}) {
    EXPECT_EQ(logged(std::string("{\"a\":") + word + "}").all().begin()->second.points[0].value,
              infinity);
    EXPECT_EQ(logged(std::string("{\"a\":-") + word + "}").all().begin()->second.points[0].value,
              -infinity);
  }
  EXPECT_EQ(shown(R"({"nan \" inf": 1, "split": "NaN"})"),
            "NaN/nan \" inf=1@-,-,-\n0 rejected lines");
}

TEST(JsonLines, RejectsABrokenLineOfItsKind) {
  for (const char* line : {"{\"", "{\"loss\": }", "{\"loss\": 1", "{\"loss\": 1} x",
                           "{\"loss\": 1e999}", "{\"\xff\": 1}"}) {
    EXPECT_EQ(shown(line), "1 rejected line") << line;
  }
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "{\"a\":";
  EXPECT_EQ(shown(deep), "1 rejected line");
}

TEST(JsonLines, LeavesOtherBracesAlone) {
  for (const std::string& line : {std::string("{"), std::string("{'loss': 1}"), std::string("{ }"),
                                  std::string(100000, '{')}) {
    EXPECT_EQ(shown(line), "0 rejected lines");
  }
}

TEST(JsonLines, ALineCutAtAnyByteIsNoOtherMetric) {
  const std::string line = R"({"step": 100, "split": "test", "loss": -2.31e-05, "acc": NaN})";
  for (std::size_t size = 0; size < line.size(); ++size) {
    const MetricLog log = logged(line.substr(0, size));
    EXPECT_TRUE(log.empty()) << size;
    EXPECT_EQ(log.rejected(), size < 2 ? 0U : 1U) << size;
  }
}

TEST(NameValue, ReadsLinesOfNothingButPairs) {
  EXPECT_EQ(shown("epoch=3 split=test top1=0.97\n"), "test/top1=0.97@-,3,-\n0 rejected lines");
  EXPECT_EQ(shown("step=5, loss=1e-3,\tacc=97.5%\r\n"),
            "/acc=0.975@5,-,-\n/loss=0.001@5,-,-\n0 rejected lines");
  EXPECT_EQ(shown("val/loss=1 acc@1=2 a.b-c=3"),
            "/a.b-c=3@-,-,-\n/acc@1=2@-,-,-\n/val/loss=1@-,-,-\n"
            "0 rejected lines");
  EXPECT_EQ(shown("lr=0.1 optimizer=sgd"), "/lr=0.1@-,-,-\n0 rejected lines");
  EXPECT_TRUE(std::isnan(logged("loss=-nan").all().begin()->second.points[0].value));
  EXPECT_EQ(logged("loss=-INF").all().begin()->second.points[0].value, -infinity);
}

TEST(NameValue, LeavesProseAlone) {
  for (const char* line : {"the loss=1 here", "x=1 y", "=1", "a=", "1a=2", "--lr=0.1", "/bin/x=1",
                           "https://host/?a=1", "a=1;b=2 c", "\"a\"=1", "\u00e4=1"}) {
    EXPECT_EQ(shown(line), "0 rejected lines") << line;
  }
}

TEST(LineFeed, TheCutsAreNoMatter) {
  const std::string text =
      "prose\n{\"step\": 1, \"loss\": 0.5}\r\n\nepoch=1 acc=0.25\n{\"loss\": \n"
      "{\"step\": 2, \"loss\": NaN}\nlast=7";
  const std::string whole = shown(text);
  EXPECT_NE(whole.find("/last=7"), std::string::npos);
  for (std::size_t first = 0; first <= text.size(); ++first) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, text.size()}) {
      MetricLog log;
      LineFeed feed(log);
      feed.feed(std::string_view(text).substr(0, first));
      for (std::size_t at = first; at < text.size(); at += size) {
        feed.feed(std::string_view(text).substr(at, size));
      }
      feed.finish();
      ASSERT_EQ(shown(log), whole) << first << " " << size;
    }
  }
}

TEST(LineFeed, DropsALineThatIsTooLongWhole) {
  const std::string longest = "a=1" + std::string(longest_line - 3, ' ');
  EXPECT_EQ(shown(longest + "\n"), "/a=1@-,-,-\n0 rejected lines");
  EXPECT_EQ(shown(longest + " \nb=2\n"), "/b=2@-,-,-\n0 rejected lines");
  EXPECT_EQ(shown(longest + " c=3"), "0 rejected lines") << "not its rest either";
}

TEST(MetricLog, CountsWhatItRejectsAndShowsAFew) {
  MetricLog log;
  for (int i = 0; i < 5; ++i) log.reject(std::to_string(i) + std::string(1000, 'x'));
  EXPECT_EQ(log.rejected(), 5U);
  ASSERT_EQ(log.rejected_examples().size(), 3U);
  EXPECT_EQ(log.rejected_examples()[2].substr(0, 2), "2x");
  EXPECT_LE(log.rejected_examples()[0].size(), 200U);
  MetricLog both;
  both.add("", "loss", {});
  both.reject("mine");
  both.merge(log);
  EXPECT_EQ(both.rejected(), 6U);
  EXPECT_EQ(both.rejected_examples().size(), 3U);
}

TEST(MetricLog, HasAMostOfSeries) {
  MetricLog log;
  for (std::size_t i = 0; i <= most_series; ++i) log.add("", std::to_string(i), {});
  EXPECT_EQ(log.all().size(), most_series);
  EXPECT_EQ(log.rejected(), 1U);
  log.add("", "0", {});
  EXPECT_EQ(log.rejected(), 1U) << "a known series goes on";
}

TEST(MetricLog, HasAMostOfPointsAndNoSeriesWithoutAny) {
  MetricLog log;
  for (std::size_t i = 0; i < most_points; ++i) log.add("", "m", {});
  EXPECT_EQ(log.point_count(), most_points);
  log.add("", "new", {});
  log.add("", "m", {});
  EXPECT_EQ(log.point_count(), most_points);
  EXPECT_EQ(log.rejected(), 2U);
  for (const auto& [key, series] : log.all()) EXPECT_FALSE(series.points.empty()) << key.second;
}

TEST(Series, IsAFactWithoutStepAndEpoch) {
  EXPECT_TRUE(logged("samples=3").all().begin()->second.is_fact());
  EXPECT_FALSE(logged("samples=3 epoch=1").all().begin()->second.is_fact());
}

}  // namespace
}  // namespace recipe::dynamics
