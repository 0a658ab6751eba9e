#include <gtest/gtest.h>

#include <limits>

#include "base/json.h"
#include "dynamics/shown_runs_test.h"
#include "dynamics/split_of_tag.h"
#include "dynamics/trainer_state.h"
#include "os/real_files.h"

namespace recipe::dynamics {
namespace {

const std::string runs_folder = RUNS_FOLDER;

Json expected_of(const std::string& kind) {
  os::RealFiles files;
  const auto text = files.read(runs_folder + "/" + kind + "/expected.json", 1 << 20);
  return text ? parse_json(*text).value_or(Json()) : Json();
}

std::vector<FoundRun> read_runs(const LogKind& kind, const std::string& path) {
  os::RealFiles files;
  const auto reader = kind.open(files, runs_folder + "/" + path);
  if (!reader || !(*reader)->poll() || !(*reader)->finish()) return {};
  return (*reader)->runs();
}

const FoundRun* run_named(const std::vector<FoundRun>& runs, const std::string& name) {
  for (const FoundRun& run : runs) {
    if (run.name == name) return &run;
  }
  return nullptr;
}

/// What a library read of a series, `[wall time, step, value]` for each point, against ours.
void expect_series(const FoundRun* run, const std::string& split, const std::string& metric,
                   const Json& expected) {
  ASSERT_NE(run, nullptr);
  const auto found = run->metrics.all().find({split, metric});
  ASSERT_NE(found, run->metrics.all().end()) << split << "/" << metric;
  const auto& points = found->second.points;
  ASSERT_EQ(points.size(), expected.size()) << split << "/" << metric;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double value = double_of(expected[i][2]).value();
    EXPECT_EQ(shown_number(points[i].value), shown_number(value));
    EXPECT_EQ(points[i].step ? points[i].step : points[i].epoch, expected[i][1].get<double>());
    EXPECT_NEAR(*points[i].seconds + *run->begin, expected[i][0].get<double>(), 1e-6);
  }
}

TEST(RecordedRuns, TensorboardReadsTheSameScalars) {
  const auto runs = read_runs(logs::tensorboard, "tensorboard");
  const Json expected = expected_of("tensorboard");
  ASSERT_EQ(runs.size(), 4U);
  std::size_t series = 0;
  for (const auto& [folder, tags] : expected.items()) {
    for (const auto& [tag, points] : tags.items()) {
      SCOPED_TRACE(folder + " " + tag);
      ++series;
      if (folder.starts_with("keras/")) {
        expect_series(run_named(runs, "keras"), folder.substr(6), tag.substr(6), points);
      } else if (folder.starts_with("torch/lr_")) {
        expect_series(run_named(runs, "torch"), "", "lr_" + folder.substr(9), points);
      } else {
        const TagName name = split_of_tag(tag);
        const std::string run = folder.starts_with("torch/") ? "torch" : folder;
        expect_series(run_named(runs, run), name.split, name.metric, points);
      }
    }
  }
  std::size_t ours = 0;
  for (const FoundRun& run : runs) ours += run.metrics.all().size();
  EXPECT_EQ(ours, series);
}

TEST(RecordedRuns, TensorboardReadsTextAndHyperparameters) {
  const auto runs = read_runs(logs::tensorboard, "tensorboard");
  const FoundRun* run = run_named(runs, "torch");
  ASSERT_NE(run, nullptr);
  EXPECT_EQ(run->hyperparameters, (std::map<std::string, std::string>{{"batch_size", "32"},
                                                                      {"lr", "0.1"},
                                                                      {"nesterov", "1"},
                                                                      {"optimizer", "sgd"},
                                                                      {"seed", "7"}}));
  EXPECT_EQ(run->seed, "7");
  ASSERT_EQ(run->texts.size(), 1U);
  EXPECT_EQ(run->texts[0].first, "notes/text_summary");
  EXPECT_EQ(run->texts[0].second, "tried a *small* rate");
}

TEST(RecordedRuns, ARestartIsTwoSegments) {
  const auto runs = read_runs(logs::tensorboard, "tensorboard");
  const FoundRun* run = run_named(runs, "restarted");
  ASSERT_NE(run, nullptr);
  EXPECT_EQ(segment_starts(run->metrics.all().at({"train", "loss"})),
            (std::vector<std::size_t>{0, 5}));
}

TEST(RecordedRuns, TrainerStateHoldsTheSameNumbers) {
  const auto runs = read_runs(logs::trainer_state, "trainer/output");
  ASSERT_EQ(runs.size(), 1U);
  const Json expected = expected_of("trainer");
  std::map<std::pair<std::string, std::string>, std::size_t> seen;
  std::size_t numbers = 0;
  for (const Json& entry : expected["log_history"]) {
    for (const auto& [key, value] : entry.items()) {
      if (key == "step" || key == "epoch") continue;
      ++numbers;
      const TagName name = name_of_trainer_key(key);
      const auto at = std::make_pair(name.split, name.metric);
      const auto found = runs[0].metrics.all().find(at);
      ASSERT_NE(found, runs[0].metrics.all().end()) << key;
      ASSERT_GT(found->second.points.size(), seen[at]);
      const Point& point = found->second.points[seen[at]++];
      EXPECT_EQ(point.value, value.get<double>());
      EXPECT_EQ(point.step, entry["step"].get<double>());
      EXPECT_EQ(point.epoch, entry["epoch"].get<double>());
    }
  }
  EXPECT_GT(numbers, 20U);
  EXPECT_EQ(runs[0].metrics.point_count(), numbers + 1) << "and total_flos";
  EXPECT_EQ(runs[0].hyperparameters.at("num_train_epochs"), "3");
}

TEST(RecordedRuns, TrainersEventFilesHoldTheSameNumbers) {
  const auto runs = read_runs(logs::tensorboard, "trainer/output");
  const Json expected = expected_of("trainer");
  for (const auto& [folder, tags] : expected["tensorboard"].items()) {
    for (const auto& [tag, points] : tags.items()) {
      SCOPED_TRACE(tag);
      const TagName name = split_of_tag(tag);
      expect_series(run_named(runs, folder), name.split, name.metric, points);
    }
  }
}

void expect_mlflow_runs(const std::vector<FoundRun>& runs, const Json& expected) {
  ASSERT_EQ(runs.size(), expected.size());
  for (const auto& [name, about] : expected.items()) {
    const FoundRun* run = run_named(runs, "digits/" + name);
    ASSERT_NE(run, nullptr) << name;
    EXPECT_EQ(run->begin, about["start"].get<double>() / 1000);
    EXPECT_EQ(run->end, about["end"].get<double>() / 1000);
    for (const auto& [key, points] : about["metrics"].items()) {
      SCOPED_TRACE(key);
      Json in_seconds = points;
      for (Json& point : in_seconds) {
        point[0] = point[0].get<double>() / 1000;
        // What a program logged as infinity MLflow keeps in a database as the largest double.
        if (point[2] == std::numeric_limits<double>::max()) point[2] = "inf";
      }
      const TagName tag = split_of_tag(key);
      expect_series(run, tag.split, tag.metric, in_seconds);
    }
    EXPECT_EQ(run->metrics.all().size(), about["metrics"].size());
    for (const auto& [key, value] : about["params"].items()) {
      EXPECT_EQ(run->hyperparameters.at(key), value.get<std::string>());
    }
    EXPECT_EQ(run->hyperparameters.size(), about["params"].size());
    EXPECT_EQ(run->seed, about["params"]["seed"].get<std::string>());
    ASSERT_EQ(run->texts.size(), 1U);
    EXPECT_EQ(run->texts[0], std::make_pair(std::string("kind"), std::string("small")));
  }
}

TEST(RecordedRuns, MlflowsFilesHoldTheSameRuns) {
  expect_mlflow_runs(read_runs(logs::mlflow_files, "mlflow"), expected_of("mlflow")["files"]);
}

TEST(RecordedRuns, MlflowsDatabaseHoldsTheSameRuns) {
  expect_mlflow_runs(read_runs(logs::mlflow_sqlite, "mlflow/mlflow.db"),
                     expected_of("mlflow")["sqlite"]);
}

TEST(RecordedRuns, EachIsRecognised) {
  os::RealFiles files;
  const auto first = [&](const std::string& path) -> std::string {
    const auto found = candidates_for(files, runs_folder + "/" + path);
    if (!found || found->empty()) return "none";
    return std::string(found->front().kind->name) + " " +
           std::string(to_string(found->front().recognition.certainty));
  };
  EXPECT_EQ(first("tensorboard"), "tensorboard certain");
  EXPECT_EQ(first("tensorboard/torch"), "tensorboard certain");
  EXPECT_EQ(first("trainer/output/trainer_state.json"), "trainer-state certain");
  EXPECT_EQ(first("trainer/output/checkpoint-10"), "trainer-state certain");
  EXPECT_EQ(first("mlflow"), "mlflow certain");
  EXPECT_EQ(first("mlflow/mlruns"), "mlflow certain");
  EXPECT_EQ(first("mlflow/mlflow.db"), "mlflow-sqlite certain");
  const auto both = candidates_for(files, runs_folder + "/trainer/output");
  ASSERT_TRUE(both);
  ASSERT_EQ(both->size(), 2U) << "event files and the state";
  EXPECT_EQ(first("make.py"), "none");
  EXPECT_FALSE(candidates_for(files, runs_folder + "/absent"));
}

}  // namespace
}  // namespace recipe::dynamics
