#include <gtest/gtest.h>

#include "dynamics/mlflow.h"
#include "dynamics/shown_runs_test.h"
#include "dynamics/trainer_state.h"
#include "fakes/memory_files.h"

namespace recipe::dynamics {
namespace {

constexpr char state_text[] =
    "{\"best_metric\": null, \"epoch\": 2.0, \"log_history\": [\n"
    "{\"epoch\": 0.5, \"loss\": 1.5, \"learning_rate\": 5e-05, \"step\": 10},\n"
    "{\"epoch\": 1.0, \"eval_loss\": NaN, \"step\": 20}],\n"
    "\"max_steps\": 40, \"num_train_epochs\": 2, \"total_flos\": 1e9}";

constexpr char state_shown[] =
    "[]\n/total_flos=1000000000@-,-,-\neval/loss=nan@20,1,-\ntrain/learning_rate=5e-05@10,0.5,-\n"
    "train/loss=1.5@10,0.5,-\nmax_steps: 40\nnum_train_epochs: 2\n";

TEST(TrainerState, ReadsTheHistory) {
  fakes::MemoryFiles files;
  files.put("out/trainer_state.json", state_text);
  files.put("out/checkpoint-500/trainer_state.json", "{}");
  EXPECT_EQ(shown_log(files, logs::trainer_state, "out"), state_shown);
  EXPECT_EQ(shown_log(files, logs::trainer_state, "out/trainer_state.json"), state_shown);
}

TEST(TrainerState, TakesTheLastCheckpointAndSeveralRuns) {
  fakes::MemoryFiles files;
  files.put("all/a/checkpoint-1000/trainer_state.json", state_text);
  files.put("all/a/checkpoint-999/trainer_state.json", "{}");
  files.put("all/b/trainer_state.json", "{\"max_steps\": 3, \"log_history\": []}");
  EXPECT_EQ(shown_log(files, logs::trainer_state, "all"),
            "[a]" + std::string(state_shown).substr(2) + "[b]\nmax_steps: 3\n");
}

TEST(TrainerState, AHalfWrittenOneIsReadAgain) {
  const std::string whole = state_text;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    fakes::MemoryFiles files;
    files.put("trainer_state.json", whole.substr(0, size));
    const auto reader = logs::trainer_state.open(files, "trainer_state.json");
    ASSERT_TRUE(reader && (*reader)->poll());
    files.put("trainer_state.json", whole);
    ASSERT_TRUE((*reader)->poll());
    EXPECT_EQ(shown_runs((*reader)->runs()), state_shown) << size;
    files.put("trainer_state.json", whole.substr(0, size));
    ASSERT_TRUE((*reader)->poll());
    EXPECT_EQ(shown_runs((*reader)->runs()), state_shown) << size;
    ASSERT_TRUE((*reader)->finish());
    EXPECT_EQ((*reader)->runs().at(0).notes.at(0), "trainer_state.json ends early");
  }
}

TEST(TrainerState, ADeepOneIsNotFollowed) {
  FoundRun run;
  EXPECT_FALSE(read_trainer_state(std::string(100000, '['), run));
  std::string deep = "{\"log_history\": ";
  for (int i = 0; i < 1000; ++i) deep += "[";
  EXPECT_FALSE(read_trainer_state(deep, run));
}

fakes::MemoryFiles& with_store(fakes::MemoryFiles& files) {
  files.put("mlruns/1/meta.yaml", "experiment_id: '1'\nname: \"it's\"\n");
  files.put("mlruns/1/abc/meta.yaml",
            "run_id: abc\nrun_name: first\nstart_time: 1000000\nend_time: null\nstatus: 4\n"
            "lifecycle_stage: active\n");
  files.put("mlruns/1/abc/metrics/val/acc", "1001000 0.5 1\n1002000 nan 2\n");
  files.put("mlruns/1/abc/params/lr", "0.1");
  files.put("mlruns/1/abc/tags/mlflow.user", "me");
  files.put("mlruns/1/abc/tags/mlflow.note.content", "a | b");
  files.put("mlruns/1/old/meta.yaml", "run_id: old\nlifecycle_stage: deleted\n");
  return files;
}

constexpr char store_shown[] =
    "validation/acc=0.5@1,-,1\nvalidation/acc=nan@2,-,2\nlr: 0.1\nmlflow.note.content> a | b\n"
    "! MLflow says of the run: FAILED\n";

TEST(MlflowFiles, ReadsAStoreAnExperimentAndARun) {
  fakes::MemoryFiles files;
  with_store(files);
  const LogKind& kind = logs::mlflow_files;
  EXPECT_EQ(shown_log(files, kind, "mlruns"), "[it's/first]\n" + std::string(store_shown));
  EXPECT_EQ(shown_log(files, kind, "."), "[it's/first]\n" + std::string(store_shown));
  EXPECT_EQ(shown_log(files, kind, "mlruns/1"), "[first]\n" + std::string(store_shown));
  EXPECT_EQ(shown_log(files, kind, "mlruns/1/abc"), "[]\n" + std::string(store_shown));
}

TEST(MlflowFiles, ReadsOnWhereALineWasHalfWritten) {
  fakes::MemoryFiles files;
  with_store(files);
  files.put("mlruns/1/abc/metrics/val/acc", "1001000 0.");
  const auto reader = logs::mlflow_files.open(files, "mlruns/1/abc");
  ASSERT_TRUE(reader && (*reader)->poll());
  ASSERT_TRUE(files.append("mlruns/1/abc/metrics/val/acc", "5 1\n1002000 nan 2\n"));
  ASSERT_TRUE((*reader)->poll() && (*reader)->poll());
  EXPECT_EQ(shown_runs((*reader)->runs()), "[]\n" + std::string(store_shown));
}

TEST(MlflowFiles, RunsOfOneNameAreToldApart) {
  fakes::MemoryFiles files;
  with_store(files);
  files.put("mlruns/1/xyz/meta.yaml", "run_id: xyz\nrun_name: first\n");
  files.put("mlruns/1/xyz/params/lr", "0.2");
  const std::string shown = shown_log(files, logs::mlflow_files, "mlruns/1");
  EXPECT_NE(shown.find("[first (abc)]"), std::string::npos) << shown;
  EXPECT_NE(shown.find("[first (xyz)]\nlr: 0.2\n"), std::string::npos) << shown;
}

TEST(MlflowValue, IsTwoThreeOrFiveWords) {
  EXPECT_EQ(parse_mlflow_value("10 0.5")->step, std::nullopt);
  EXPECT_EQ(parse_mlflow_value("10 0.5 3")->step, 3);
  EXPECT_EQ(parse_mlflow_value("10 -inf 3 data abc")->step, 3);
  for (const char* line : {"", "10", "x 1 1", "1 x 1", "1 1 x", "1 2 3 4 5 6"}) {
    EXPECT_FALSE(parse_mlflow_value(line)) << line;
  }
}

}  // namespace
}  // namespace recipe::dynamics
