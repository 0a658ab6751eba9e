#include <gtest/gtest.h>

#include "dynamics/shown_runs_test.h"
#include "fakes/memory_files.h"

namespace recipe::dynamics {
namespace {

std::string shown_file(const LogKind& kind, const std::string& name, std::string_view content) {
  fakes::MemoryFiles files;
  files.put(name, content);
  return shown_log(files, kind, name);
}

std::string surest(const std::string& name, std::string_view content) {
  fakes::MemoryFiles files;
  files.put(name, content);
  const auto found = candidates_for(files, name);
  if (!found) return found.error().to_string();
  if (found->empty()) return "none";
  EXPECT_FALSE(found->front().recognition.reason.empty());
  return std::string(found->front().kind->name) + " " +
         std::string(to_string(found->front().recognition.certainty));
}

constexpr char keras_log[] =
    "epoch,accuracy,loss,val_accuracy,val_loss\r\n0,0.5,1.5,0.4,1.75\r\n1,0.75,0.5,0.5,nan\r\n";
constexpr char lightning_log[] =
    "epoch,step,train_loss_step,val_loss\n0,49,0.5,\n0,99,0.25,\n0,99,,0.75\n";

TEST(CsvLog, ReadsColumnsAsMetrics) {
  EXPECT_EQ(shown_file(logs::csv, "metrics.csv", lightning_log),
            "[]\ntrain/loss_step=0.5@49,0,-\ntrain/loss_step=0.25@99,0,-\n"
            "validation/loss=0.75@99,0,-\n");
  // YOLO pads its names with blanks; other countries use semicolons; Excel a byte order mark.
  EXPECT_EQ(shown_file(logs::csv, "results.csv",
                       "\xEF\xBB\xBF   epoch;  train/box_loss; metrics/mAP50(B)\n  1; 0.5; 1e-3\n"),
            "[]\n/metrics/mAP50(B)=0.001@-,1,-\ntrain/box_loss=0.5@-,1,-\n");
  EXPECT_EQ(shown_file(logs::csv, "a.csv", "step,split,\"odd, name\"\n1,val,inf\n1,train,x\n"),
            "[]\nvalidation/odd, name=inf@1,-,-\n");
}

TEST(CsvLog, ReadsOneMetricARow) {
  EXPECT_EQ(shown_file(logs::csv, "run-train-tag-loss.csv",
                       "Wall time,Step,Value\n1700000000.5,1,0.5\n1700000002.5,2,0.25\n"),
            "[]\n/loss=0.5@1,-,0\n/loss=0.25@2,-,2\n");
  EXPECT_EQ(shown_file(logs::csv, "r.dynamics.csv",
                       "profile,run,step,epoch,seconds,split,metric,value\n"
                       ",1,10,,2.5,train,loss,0.5\n,2,10,,2.5,train,loss,0.75\n"),
            "[1]\ntrain/loss=0.5@10,-,2.5\n[2]\ntrain/loss=0.75@10,-,2.5\n");
}

TEST(CsvLog, GoesOnAfterARestartAndWithNewColumns) {
  EXPECT_EQ(shown_file(logs::csv, "a.csv",
                       "step,loss\n1,3\n2,2\nstep,loss\n2,1\nstep,loss,acc\n3,0.5,0.75\n"),
            "[]\n/acc=0.75@3,-,-\n/loss=3@1,-,-\n/loss=2@2,-,-\n/loss=1@2,-,-\n/loss=0.5@3,-,-\n");
  EXPECT_EQ(shown_file(logs::csv, "a.csv", "step,loss\n1,3\n2\n"),
            "[]\n/loss=3@1,-,-\n! 1 value could not be taken, such as 2\n");
}

TEST(KerasCsv, ColumnsWithoutPrefixAreOfTheTraining) {
  EXPECT_EQ(shown_file(logs::keras_csv, "log.csv", keras_log),
            "[]\ntrain/accuracy=0.5@-,0,-\ntrain/accuracy=0.75@-,1,-\n"
            "train/loss=1.5@-,0,-\ntrain/loss=0.5@-,1,-\n"
            "validation/accuracy=0.4@-,0,-\nvalidation/accuracy=0.5@-,1,-\n"
            "validation/loss=1.75@-,0,-\nvalidation/loss=nan@-,1,-\n");
}

TEST(JsonLinesLog, ReadsMetricsAndSettings) {
  EXPECT_EQ(shown_file(logs::json_lines, "a.jsonl",
                       "{\"model\": \"resnet\", \"amp\": true, \"seed\": 3}\n"
                       "{\"step\": 1, \"split\": \"train\", \"loss\": NaN}\n"
                       "{\"mode\": \"val\", \"iter\": 50, \"acc\": 0.5}\n"
                       "{\"step\": 2, \"loss\": \n"),
            "[]\n/seed=3@-,-,-\ntrain/loss=nan@1,-,-\nvalidation/acc=0.5@50,-,-\n"
            "amp: true\nmodel: resnet\nseed 3\n"
            "! 1 value could not be taken, such as {\"step\": 2, \"loss\":\n");
}

TEST(MllogLog, AResultFileIsARunAndAFolderHoldsSeveral) {
  const auto entry = [](const char* time, const std::string& rest) {
    return std::string(":::MLLOG {\"time_ms\": ") + time + ", \"event_type\": \"POINT_IN_TIME\", " +
           rest + "}\n";
  };
  const std::string result =
      "Beginning trial 1 of 5\n" +
      entry("1000000", R"("key": "seed", "value": 11544, "metadata": {})") +
      entry("1000500", R"("key": "opt_name", "value": "lars", "metadata": {})") +
      entry("1000500", R"("key": "submission_org", "value": "A|B", "metadata": {})") +
      entry("1002000", R"("key": "run_start", "value": null, "metadata": {})") +
      entry("1004000", R"("key": "eval_accuracy", "value": 0.5, "metadata": {"epoch_num": 3})") +
      entry("1005000", R"("key": "run_stop", "value": null, "metadata": {"status": "success"})");
  fakes::MemoryFiles files;
  files.put("mlperf/result_0.txt", result);
  files.put("mlperf/result_1.txt", result);
  files.put("mlperf/README.md", "text");
  const std::string one =
      "/seed=11544@-,-,-\neval/accuracy=0.5@-,3,2\nopt_name: lars\nseed: 11544\n"
      "submission_org> A|B\nrun_status> success\nseed 11544\n";
  EXPECT_EQ(shown_log(files, logs::mllog, "mlperf"),
            "[result_0.txt]\n" + one + "[result_1.txt]\n" + one);
  const auto reader = logs::mllog.open(files, "mlperf/result_0.txt");
  ASSERT_TRUE(reader && (*reader)->poll());
  EXPECT_EQ((*reader)->runs().at(0).begin, 1002);
  EXPECT_EQ((*reader)->runs().at(0).end, 1005);
  EXPECT_EQ(surest("result_0.txt", result), "mllog certain");
}

TEST(TextLog, ReadsWhatWasPrinted) {
  EXPECT_EQ(shown_file(logs::text, "out.log",
                       "loading\nepoch=1 split=test top1=0.5\n"
                       "step 5: train loss 2.1000, val loss 2.2000\n"),
            "[]\ntest/top1=0.5@-,1,-\ntrain/loss=2.1@5,-,-\nvalidation/loss=2.2@5,-,-\n");
}

TEST(LineLogs, APrefixIsReadOn) {
  const std::pair<const LogKind*, std::string> all[] = {
      {&logs::keras_csv, keras_log},
      {&logs::csv, lightning_log},
      {&logs::json_lines, "{\"step\": 1, \"loss\": 0.5}\n{\"step\": 2, \"loss\": 0.25}\n"},
      {&logs::text, "epoch=1 loss=3\nTest set: Average loss: 0.05, Accuracy: 1/2 (50%)\n"}};
  for (const auto& [kind, whole] : all) {
    const std::string expected = shown_file(*kind, "a", whole);
    for (std::size_t size = 0; size <= whole.size(); ++size) {
      fakes::MemoryFiles files;
      files.put("a", whole.substr(0, size));
      const auto reader = kind->open(files, "a");
      ASSERT_TRUE(reader && (*reader)->poll());
      ASSERT_TRUE(files.append("a", whole.substr(size)));
      ASSERT_TRUE((*reader)->poll() && (*reader)->poll() && (*reader)->finish());
      EXPECT_EQ(shown_runs((*reader)->runs()), expected) << kind->name << " " << size;
    }
  }
}

TEST(LogKinds, SayHowSureTheyAre) {
  EXPECT_EQ(surest("log.csv", keras_log), "keras-csv certain");
  EXPECT_EQ(surest("metrics.csv", lightning_log), "csv likely");
  EXPECT_EQ(surest("data.csv", "age,weight\n20,70\n30,80\n"), "csv possible");
  EXPECT_EQ(surest("a.jsonl", "{\"step\": 1, \"loss\": 1}\n{\"step\": 2, \"loss\": 1}\n"),
            "json-lines likely");
  EXPECT_EQ(surest("a.json", "{\"loss\": 1}"), "json-lines possible");
  EXPECT_EQ(surest("a.log", "step 5: train loss 2.1000, val loss 2.2000\n"), "text possible");
  EXPECT_EQ(surest("a.log", "nothing of note\n"), "none");
  EXPECT_EQ(surest("a.log", ""), "none");
  EXPECT_EQ(surest("a.json", "{\"a\": {\n"), "none");
  EXPECT_EQ(surest("trainer_state.json", "{\"best_metric\": null, \"log_history\": []}"),
            "trainer-state certain");
  EXPECT_EQ(log_kind_named("mlflow"), &logs::mlflow_files);
  EXPECT_EQ(log_kind_named("?"), nullptr);
  for (const LogKind* kind : log_kinds()) EXPECT_FALSE(kind->doc.empty()) << kind->name;
}

}  // namespace
}  // namespace recipe::dynamics
