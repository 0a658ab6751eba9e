#include "base/metric.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "base/text.h"

namespace recipe {
namespace {

TEST(Metrics, EveryNameStandsForOneMetric) {
  std::map<std::string, std::string_view> owner;
  for (const Metric& metric : metrics()) {
    EXPECT_EQ(find_metric(metric.key), &metric) << metric.key;
    std::vector<std::string_view> names = {metric.key, metric.name};
    for (const std::string_view synonym : split(metric.synonyms, '|')) {
      if (!metric.synonyms.empty()) names.push_back(synonym);
    }
    for (const std::string_view name : names) {
      ASSERT_FALSE(folded(name).empty()) << metric.key;
      const auto [at, is_new] = owner.emplace(folded(name), metric.key);
      EXPECT_EQ(at->second, metric.key) << "\"" << name << "\" stands for both";
    }
  }
}

TEST(Metrics, AreTypedInWhatPeopleLog) {
  for (const Metric& metric : metrics()) {
    EXPECT_EQ(lower(metric.key), metric.key);
    EXPECT_GT(metric.tolerance, 0) << metric.key;
    EXPECT_LT(metric.tolerance, 1) << metric.key;
    EXPECT_EQ(metric.bounds == Bounds::fraction, metric.margin == Margin::absolute) << metric.key;
  }
}

TEST(Metrics, AreFoundByTheSpellingsPeopleUse) {
  const std::pair<const char*, const char*> cases[] = {
      {"Top-1 Accuracy", "top1"},
      {"top_1", "top1"},
      {"acc@1", "top1"},
      {"ACC", "accuracy"},
      {"ROC AUC", "auc"},
      {"mAP@0.5:0.95", "map"},
      {"Mean IoU", "miou"},
      {"PPL", "perplexity"},
      {"p99 latency", "latency_p99"},
      {"images per second", "throughput"},
  };
  for (const auto& [name, key] : cases) {
    ASSERT_NE(find_metric(name), nullptr) << name;
    EXPECT_EQ(find_metric(name)->key, key) << name;
  }
  EXPECT_EQ(find_metric("zorkmids"), nullptr);
  EXPECT_EQ(find_metric(""), nullptr);
  EXPECT_EQ(find_metric(" -_"), nullptr);
}

TEST(Metrics, AreTheSameByAnyName) {
  EXPECT_TRUE(same_metric("top1", "Top-1 accuracy"));
  EXPECT_TRUE(same_metric("My Metric", "my_metric"));
  EXPECT_FALSE(same_metric("top1", "top5"));
  EXPECT_FALSE(same_metric("mine", "yours"));
}

}  // namespace
}  // namespace recipe
