#include <gtest/gtest.h>

#include "dynamics/shown_runs_test.h"
#include "dynamics/source.h"

namespace recipe::dynamics {
namespace {

std::string shown_output(std::string_view text) {
  MetricLog log;
  LineFeed feed(log);
  feed.feed(text);
  feed.finish();
  return shown_points(log) + (log.rejected() > 0 ? "rejected\n" : "");
}

TEST(Keras, ReadsTheEndOfAnEpoch) {
  // Keras 2 over backspaces, verbose=2, then evaluate().
  EXPECT_EQ(
      shown_output("Epoch 1/2\n"
                   "\r 1/10 [>.....] - ETA: 0s - loss: 9.0\b\b\b\b\b\b\b\r10/10 "
                   "[==============================] - 3s 2ms/step - loss: 0.2950 - accuracy: "
                   "0.9143 - val_loss: 0.1\n"
                   "Epoch 2/2\n10/10 - 3s - loss: nan - val_loss: 0.05\n"
                   "5/5 [===] - 1s 2ms/step - loss: 0.07\n"),
      "/loss=0.07@-,-,-\n"
      "train/accuracy=0.9143@-,1,-\n"
      "train/loss=0.295@-,1,-\ntrain/loss=nan@-,2,-\n"
      "validation/loss=0.1@-,1,-\nvalidation/loss=0.05@-,2,-\n");
  // Keras 3, in colours.
  EXPECT_EQ(shown_output("Epoch 3/5\n"
                         "\x1b[1m 9/10\x1b[0m \x1b[32m\xE2\x94\x81\xE2\x94\x81\x1b[0m "
                         "\x1b[1m0s\x1b[0m 2ms/step - loss: 0.5\n"
                         "\x1b[1m10/10\x1b[0m \x1b[32m\xE2\x94\x81\xE2\x94\x81\x1b[0m "
                         "\x1b[1m3s\x1b[0m 2ms/step - loss: 0.4\n"),
            "train/loss=0.4@-,3,-\n");
}

TEST(PytorchExamples, ReadsTheLinesOfImagenetAndMnist) {
  EXPECT_EQ(shown_output("Epoch: [3][ 10/391]\tTime  0.191 ( 0.222)\tData  0.000 ( 0.030)\tLoss "
                         "1.2e+00 (1.3e+00)\tAcc@1  55.00 ( 54.00)\n"
                         " *   Acc@1 71.466 Acc@5 90.122\n"),
            "test/Acc@1=71.466@-,-,-\ntest/Acc@5=90.122@-,-,-\n"
            "train/Acc@1=55@1183,3,-\ntrain/Loss=1.2@1183,3,-\n");
  EXPECT_EQ(shown_output("Train Epoch: 2 [15000/60000 (25%)]\tLoss: 0.300000\n\n"
                         "Test set: Average loss: 0.0500, Accuracy: 9800/10000 (98%)\n\n"),
            "test/accuracy=0.98@-,-,-\ntest/loss=0.05@-,-,-\ntrain/loss=0.3@-,1.25,-\n");
}

TEST(NanoGpt, ReadsEstimatesAndBatches) {
  EXPECT_EQ(shown_output("step 100: train loss 2.1000, val loss 2.2000\n"
                         "iter 100: loss 2.3000, time 10.00ms, mfu 1.25%\n"
                         "iter 110: loss 2.2500, time 10.00ms\n"),
            "train/batch_loss=2.3@100,-,-\ntrain/batch_loss=2.25@110,-,-\ntrain/loss=2.1@100,-,-\n"
            "validation/loss=2.2@100,-,-\n");
}

TEST(TrainerLines, ReadsWhatTrainerPrints) {
  EXPECT_EQ(shown_output("{'loss': 0.5, 'learning_rate': 5e-05, 'epoch': 1.0}\n"
                         "{'eval_loss': 0.25, 'eval_f1': nan, 'epoch': 1.0}\n"
                         "{'train_runtime': '10.5', 'train_loss': '0.4', 'epoch': '3.0'}\n"),
            "eval/f1=nan@-,1,-\neval/loss=0.25@-,1,-\ntrain/learning_rate=5e-05@-,1,-\n"
            "train/loss=0.5@-,1,-\ntrain/train_loss=0.4@-,3,-\ntrain/train_runtime=10.5@-,3,-\n");
}

TEST(PlainLines, ReadNamesAndNumbersFromEndToEnd) {
  EXPECT_EQ(shown_output("STEP:  0\nloss: 0.5\nloss: 0.25\ntest loss: 0.125\n"
                         "STEP:  1\nloss: 0.2\ntest loss: nan\n"),
            "/loss=0.5@0,-,-\n/loss=0.25@0,-,-\n/loss=0.2@1,-,-\n"
            "test/loss=0.125@0,-,-\ntest/loss=nan@1,-,-\n");
  EXPECT_EQ(shown_output("Epoch 3/10 | Train Loss: 0.31 | Val Acc: 91.5% | time 3.5\n"
                         "[Epoch 4/10] - train_loss = 0.25, val acc 0.75\n"
                         "Epoch: [5/10], Step: [100/600], Loss: 0.125\n"),
            "/loss=0.125@100,5,-\ntrain/loss=0.31@-,3,-\ntrain/loss=0.25@-,4,-\n"
            "validation/acc=0.915@-,3,-\nvalidation/acc=0.75@-,4,-\n");
  EXPECT_EQ(shown_output("===== Epoch 2 =====\nstep 7\naccuracy: 0.5\nEpoch 3\naccuracy: 0.75\n"),
            "/accuracy=0.5@7,2,-\n/accuracy=0.75@-,3,-\n");
}

TEST(PlainLines, NumberValuesOfNoKnownStep) {
  EXPECT_EQ(shown_output("loss: 3\nloss: 2\nloss: 1\n"),
            "/loss=3@1,-,-\n/loss=2@2,-,-\n/loss=1@3,-,-\n");
  EXPECT_EQ(shown_output("Test accuracy: 0.75\n"), "test/accuracy=0.75@-,-,-\n");
}

TEST(PlainLines, LeaveOtherLinesAlone) {
  for (const char* other : {"the loss 0.5 is good\n", "found 3 images\n", "accuracy 5 of 10\n",
                            "loss\n", "3 loss\n", "loss: 0.5 and falling\n", "elapsed: 3\n",
                            "loss: 0x5\n", "a b c d loss: 0.5\n", "----\n", "\xff loss: 1\n"}) {
    EXPECT_EQ(shown_output(other), "") << other;
  }
  EXPECT_EQ(shown_output("loss: 1" + std::string(600, ' ') + "\n"), "");
}

TEST(Mllog, ReadsPointsAndFacts) {
  const std::string begin = ":::MLLOG {\"namespace\": \"\", \"time_ms\": 1665498514139, ";
  const std::string text =
      begin +
      R"("event_type": "POINT_IN_TIME", "key": "eval_accuracy", "value": 0.4053, )"
      R"("metadata": {"file": "fit.py", "lineno": 1056, "epoch_num": 7}})"
      "\n" +
      "3: " + begin +
      R"("event_type": "POINT_IN_TIME", "key": "global_batch_size", "value": 3264, )"
      R"("metadata": {"lineno": 1180}})"
      "\n" +
      begin +
      R"("event_type": "POINT_IN_TIME", "key": "tracked_stats", "value": {"throughput": 5.5, )"
      R"("note": "x"}, "metadata": {"step": 2}})"
      "\n" +
      begin +
      R"("event_type": "INTERVAL_END", "key": "run_stop", "value": 0.72, "metadata": {}})"
      "\n";
  EXPECT_EQ(shown_output(text),
            "/global_batch_size=3264@-,-,-\n/throughput=5.5@2,-,-\neval/accuracy=0.4053@-,7,-\n");
  EXPECT_EQ(shown_output(":::MLLOG {\"key\": \"a\", \"value\": 1"), "rejected\n");
  EXPECT_EQ(shown_output("lines of :::MLLOG are read"), "");
}

TEST(Shapes, CountOnlyWhereNothingWasSaidInAnAgreedForm) {
  const std::string shape = "Test set: Average loss: 0.0500, Accuracy: 9800/10000 (98%)\n";
  EXPECT_EQ(shown_output("{\"split\": \"test\", \"acc\": 0.98004}\n" + shape),
            "test/acc=0.98004@-,-,-\ntest/loss=0.05@-,-,-\n");
  EXPECT_EQ(shown_output(shape + "split=test accuracy=0.98004 loss=0.050012"),
            "test/accuracy=0.98004@-,-,-\ntest/loss=0.050012@-,-,-\n");
}

TEST(Shapes, ALineCutAnywhereIsNoOtherMetric) {
  for (const std::string line : {"Test set: Average loss: 0.0500, Accuracy: 9800/10000 (98%)",
                                 "{'loss': 0.5, 'learning_rate': 5e-05, 'epoch': 1.0}"}) {
    EXPECT_NE(shown_output(line), "");
    for (std::size_t size = 0; size < line.size(); ++size) {
      EXPECT_EQ(shown_output(line.substr(0, size)), "") << line.substr(0, size);
    }
  }
}

TEST(Shapes, LeaveProseAlone) {
  for (const char* line :
       {"Epoch 3/10 took long", "step 100: train well, val loss 2", "iter 3: loss 2.3, time flies",
        "iter 3: loss 2.3, time 10", "Epoch: [3] is the third", "* Acc@1 is the top-1 accuracy",
        "{'loss': 0.5}", "{'epoch': 1.0}", "{'loss': 0.5, 'name': 'x', 'epoch': 1.0}",
        "{'loss': 0.5, 'epoch': 1.0} was printed", "Train Epoch: 1 [640/60 (1%)]\tLoss: 0.3",
        "Test set: Average loss: 0.05, Accuracy: 98%", "10/10 - great results - loss: 0.5",
        "1/2 - half - loss: 3", "10/10 loss: 0.5", "5/10 - 3s - loss: 0.5",
        "2017/2018 season - 3s - loss", "| 10/10 | 3s | loss: 0.5 |"}) {
    EXPECT_EQ(shown_output(line), "") << line;
  }
}

}  // namespace
}  // namespace recipe::dynamics
