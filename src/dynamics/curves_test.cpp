#include "dynamics/curves.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace recipe::dynamics {
namespace {

const std::string header = "profile,run,step,epoch,seconds,split,metric,value\n";

MetricLog log_of(const std::string& split, const std::string& metric, const Point& point) {
  MetricLog log;
  log.add(split, metric, point);
  return log;
}

TEST(Curves, AreWrittenAsRows) {
  MetricLog log = log_of("train", "loss", {100, 0.5, 1.25, 0.1});
  log.add("train", "loss", {200, {}, {}, std::numeric_limits<double>::quiet_NaN()});
  log.add("", "acc", {{}, 1, {}, -std::numeric_limits<double>::infinity()});
  log.add("", "samples", {{}, {}, {}, 50000});
  Curves curves;
  curves.update("", 1, log);
  EXPECT_EQ(curves.to_text(), header +
                                  ",1,,1,,,acc,-inf\n"
                                  ",1,100,0.5,1.25,train,loss,0.1\n"
                                  ",1,200,,,train,loss,nan\n");
}

TEST(Curves, ReadBackAsTheyWere) {
  Curves curves;
  curves.update("smoke", 2, log_of("a b", "top@1", {1, 2, 3, 1e-300}));
  curves.update("", 18446744073709551615U, log_of("", "m", {1, {}, {}, 1}));
  const std::string text = curves.to_text();
  EXPECT_EQ(Curves::parse(text).to_text(), text);
  std::string crlf;
  for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(Curves::parse(crlf).to_text(), text);
  EXPECT_EQ(Curves::parse("").to_text(), header);
}

TEST(Curves, AnUpdateReplacesOneRunOnly) {
  Curves curves;
  curves.update("", 1, log_of("", "old", {1, {}, {}, 1}));
  curves.update("", 2, log_of("", "other", {1, {}, {}, 1}));
  curves.update("smoke", 1, log_of("", "other", {1, {}, {}, 1}));
  curves = Curves::parse(curves.to_text());
  curves.update("", 1, log_of("", "new", {1, {}, {}, 1}));
  const std::string text = curves.to_text();
  EXPECT_EQ(text.find("old"), std::string::npos);
  EXPECT_EQ(lines(text).size(), 4U);
}

TEST(Curves, HostileNamesCannotAddCellsOrRows) {
  for (const char* name :
       {"a,b", "a\"b", "\"a,b\"", "a\nb,1,1,1,1,1,1,1", "a\r\nb", ",", "\n", "\r"}) {
    Curves curves;
    curves.update(name, 1, log_of(name, name, {1, 1, 1, 1}));
    const std::string text = curves.to_text();
    ASSERT_EQ(lines(text).size(), 2U) << name;
    const std::string_view row = lines(text)[1];
    EXPECT_EQ(std::count(row.begin(), row.end(), ','), 7) << name;
    EXPECT_EQ(row.find_first_of("\"\r"), std::string_view::npos) << name;
    EXPECT_EQ(Curves::parse(text).to_text(), text) << name;
    curves.update(name, 1, {});
    EXPECT_EQ(curves.to_text(), header) << "its own rows are found again";
  }
}

TEST(Curves, LinesWithoutEightColumnsAreDropped) {
  EXPECT_EQ(
      Curves::parse(header + "<<<<<<< HEAD\n,1,1,,,,m,1\n,1,1,,,,m\n,1,1,,,,m,1,2\n").to_text(),
      header + ",1,1,,,,m,1\n");
}

}  // namespace
}  // namespace recipe::dynamics
