#include "record/lock.h"

#include <gtest/gtest.h>

#include <limits>

namespace recipe::record {
namespace {

Lock parsed(std::string_view text) {
  std::vector<std::size_t> broken;
  Lock lock = Lock::parse(text, broken);
  EXPECT_TRUE(broken.empty());
  return lock;
}

Fact fact(const std::string& profile, std::uint64_t run, const std::string& stage,
          const std::string& name, Json value) {
  return {profile, run, stage, name, std::move(value)};
}

TEST(Lock, IsLinesSortedByBytes) {
  Lock lock;
  lock.update({fact("", 2, "training", "seconds", 1.5), fact("", 1, "", "hardware", "a \"b\"\n")});
  const std::string text = lock.to_text();
  EXPECT_EQ(text, R"({"profile":"","run":1,"stage":"","fact":"hardware","value":"a \"b\"\n"})"
                  "\n"
                  R"({"profile":"","run":2,"stage":"training","fact":"seconds","value":1.5})"
                  "\n");
  EXPECT_EQ(parsed(text).to_text(), text);
  EXPECT_EQ(parsed("").to_text(), "");
}

TEST(Lock, ARunIsExact) {
  const std::uint64_t large = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(parsed(fact("", large, "s", "n", 1).to_line()).facts().at(0).run, large);
}

TEST(Lock, TheUnionOfTwoIsALock) {
  const std::string a = fact("", 1, "s", "n", 1).to_line() + "\n";
  const std::string b = fact("", 2, "s", "n", 2).to_line() + "\n";
  const Lock both = parsed(a + b + a);
  EXPECT_EQ(both.to_text(), a + b);
  EXPECT_TRUE(both.contradicting().empty()) << "the same line twice is no contradiction";
}

TEST(Lock, TwoValuesContradict) {
  const std::string text = fact("", 1, "s", "n", 1).to_line() + "\n" +
                           fact("", 1, "s", "n", 2).to_line() + "\n" +
                           fact("p", 1, "s", "n", 3).to_line() + "\n";
  const auto found = parsed(text).contradicting();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].value, 1);
  EXPECT_EQ(found[1].value, 2);
}

TEST(Lock, ValuesThatAreNoNumbersDoNotContradictThemselves) {
  Lock lock;
  lock.update({fact("", 1, "s", "n", std::numeric_limits<double>::quiet_NaN())});
  EXPECT_TRUE(lock.contradicting().empty());
}

TEST(Lock, AnUpdateReplacesTheStagesThatItNames) {
  Lock lock;
  lock.update({fact("", 1, "training", "old", 1), fact("", 1, "evaluation", "kept", 1),
               fact("", 2, "training", "kept", 1), fact("smoke", 1, "training", "kept", 1)});
  lock.update({fact("", 1, "training", "new", 1)});
  EXPECT_EQ(lock.facts().size(), 4U);
  EXPECT_EQ(lock.to_text().find("old"), std::string::npos);
  EXPECT_NE(lock.to_text().find("new"), std::string::npos);
}

TEST(Lock, TellsWhichLinesAreNoFacts) {
  std::vector<std::size_t> broken;
  const std::string good = fact("", 1, "s", "n", nullptr).to_line();
  const Lock lock = Lock::parse("<<<<<<< HEAD\n" + good + "\n\n{}\n{\"fact\": 1, \"value\": 1}\n" +
                                    "{\"fact\": \"n\"}\n[1]\n" + good.substr(0, good.size() - 1),
                                broken);
  EXPECT_EQ(broken, (std::vector<std::size_t>{1, 4, 5, 6, 7, 8}));
  EXPECT_EQ(lock.facts().size(), 1U);
}

}  // namespace
}  // namespace recipe::record
