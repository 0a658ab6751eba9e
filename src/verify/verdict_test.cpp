#include "verify/verdict.h"

#include <gtest/gtest.h>

#include "verify/families.h"
#include "verify/judged_test.h"

namespace recipe::verify {
namespace {

Judgement claim(Outcome outcome, Weight weight) {
  Judgement made;
  made.outcome = outcome;
  made.weight = weight;
  return made;
}

TEST(Verdict, IsOfAllClaims) {
  constexpr auto holds = Outcome::holds;
  constexpr auto fails = Outcome::fails;
  constexpr auto undecided = Outcome::undecided;
  const Judgement required[] = {claim(holds, Weight::required), claim(fails, Weight::required),
                                claim(undecided, Weight::required)};
  const Judgement advisory[] = {claim(holds, Weight::advisory), claim(fails, Weight::advisory),
                                claim(undecided, Weight::advisory)};
  EXPECT_EQ(outcome_of({}), undecided) << "nothing was judged";
  // Rows: required holds, fails, undecided; columns: advisory likewise.
  const Outcome expected[3][3] = {
      {holds, fails, holds}, {fails, fails, fails}, {undecided, fails, undecided}};
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t a = 0; a < 3; ++a) {
      EXPECT_EQ(outcome_of({required[r], advisory[a]}), expected[r][a]) << r << a;
      EXPECT_EQ(outcome_of({advisory[a], required[r]}), expected[r][a]) << r << a;
    }
  }
  EXPECT_EQ(outcome_of({advisory[0]}), holds);
  EXPECT_EQ(outcome_of({advisory[2]}), undecided) << "nothing was judged";
  EXPECT_EQ(outcome_of({required[0], required[2]}), undecided);
}

TEST(ComparableRuns, AreTheNewestOfEachSeedInOneConfiguration) {
  const auto run = [](const char* id, std::uint64_t seed, const char* configuration,
                      record::State state = record::State::ran, const char* profile = "") {
    record::Record made;
    made.id = id;
    made.seed = seed;
    made.configuration = configuration;
    made.state = state;
    made.profile = profile;
    return made;
  };
  const auto ids = [](const std::vector<record::Record>& runs) {
    std::string all;
    for (const record::Record& each : runs) all += each.id;
    return all;
  };
  using record::State;
  const std::vector<record::Record> all = {run("a", 1, "old"),
                                           run("b", 1, "new"),
                                           run("c", 2, "new"),
                                           run("d", 3, "new", State::failed),
                                           run("e", 4, "new", State::ran, "smoke"),
                                           run("f", 1, "new"),
                                           run("g", 9, "new", State::running)};
  EXPECT_EQ(ids(comparable_runs(all, "")), "cf");
  EXPECT_EQ(ids(comparable_runs(all, "smoke")), "e");
  EXPECT_EQ(ids(comparable_runs(all, "other")), "");
  EXPECT_EQ(ids(comparable_runs({}, "")), "");
  EXPECT_EQ(ids(comparable_runs({run("a", 1, "x"), run("b", 2, "x", State::failed)}, "")), "ab")
      << "the newest says why there is no evidence";
}

class Digests : public testing::Test {
 protected:
  const std::string stated = "sha256:" + std::string(64, 'a');
  fakes::RecipeText text;
  record::Record run = complete_run();

  void put(const std::string& stage, const std::string& name, const std::string& digest) {
    stage_of(run, stage).outputs.push_back({name, "/x", digest, 1});
  }
};

TEST_F(Digests, OfRawData) {
  text.raw_path = "- Source: data.csv\n- Digest: " + stated + "\n";
  EXPECT_EQ(claim_of(text, "digest of data.csv", {run}).outcome, Outcome::undecided);
  put("raw-data", "part:data.csv", stated);
  EXPECT_EQ(claim_of(text, "digest of data.csv", {run}).outcome, Outcome::holds);
  stage_of(run, "raw-data").outputs[0].digest = "sha256:" + std::string(64, 'b');
  const Judgement wrong = claim_of(text, "digest of data.csv", {run});
  EXPECT_EQ(wrong.outcome, Outcome::fails);
  EXPECT_EQ(wrong.weight, Weight::required);
  EXPECT_NE(wrong.reason.find(stated), std::string::npos);
  EXPECT_NE(wrong.reason.find(std::string(64, 'b')), std::string::npos);
}

TEST_F(Digests, OfSplitsAndTheirSamples) {
  text.processing_path =
      "| Split | Path | Samples | Digest |\n| --- | --- | --- | --- |\n"
      "| test | test.csv | 1,000 | " +
      stated + " |\n";
  put("processing", "split:test", stated);
  EXPECT_EQ(claim_of(text, "digest of split test", {run}).outcome, Outcome::holds);
  EXPECT_EQ(claim_of(text, "samples", {run}).outcome, Outcome::undecided);
  EXPECT_EQ(claim_of(text, "samples", {run}).weight, Weight::advisory);
  stage_of(run, "processing").metrics.add("train", "samples", {{}, {}, {}, 5});
  EXPECT_EQ(claim_of(text, "samples", {run}).outcome, Outcome::undecided) << "of another split";
  stage_of(run, "processing").metrics.add("test", "samples", {{}, {}, {}, 1000});
  EXPECT_EQ(claim_of(text, "samples", {run}).outcome, Outcome::holds);
  stage_of(run, "processing").metrics.add("", "test_samples", {{}, {}, {}, 999});
  EXPECT_EQ(claim_of(text, "samples", {run}).outcome, Outcome::fails);
}

TEST(Commits, HoldInACleanCheckout) {
  fakes::RecipeText text;
  text.training_code = fakes::block("train") + "\n- Commit: " + fakes::some_commit + "\n";
  const auto judged = [&](const record::Source& source) {
    record::Record run = complete_run();
    stage_of(run, "training").sources = {source};
    const Judgement found = claim_of(text, "commit of training", {run});
    EXPECT_EQ(found.weight, Weight::advisory);
    return found.outcome;
  };
  EXPECT_EQ(judged({"", fakes::some_commit, "", false, {}}), Outcome::holds);
  EXPECT_EQ(judged({"", std::string(40, 'b'), "", false, {}}), Outcome::fails);
  EXPECT_EQ(judged({"", fakes::some_commit, "", false, {"train.py"}}), Outcome::undecided);
  EXPECT_EQ(judged({"", "", "", true, {}}), Outcome::undecided);
  EXPECT_EQ(claim_of(text, "commit of training", {complete_run()}).outcome, Outcome::undecided);
  EXPECT_EQ(claim_of(text, "commit of training", {}).outcome, Outcome::undecided);
}

class Times : public testing::Test {
 protected:
  fakes::RecipeText text;

  static record::Record took(double seconds) {
    record::Record run = complete_run();
    stage_of(run, "training").usage.seconds = seconds;
    return run;
  }
  Judgement time_of(double seconds) { return claim_of(text, "training time", {took(seconds)}); }
  static record::Record infers(double value) {
    record::Record run = complete_run();
    stage_of(run, "inference").metrics.add("", "latency", {{}, {}, {}, value});
    return run;
  }
  Judgement latency_of(double value) { return claim_of(text, "latency", {infers(value)}); }
};

TEST_F(Times, OfTrainingAreJudgedOnTheNamedHardware) {
  text.dynamics = "- Training time: 100 s\n- Hardware: AMD EPYC 7763\n";
  EXPECT_EQ(time_of(1).outcome, Outcome::holds) << "faster holds";
  EXPECT_EQ(time_of(124).outcome, Outcome::holds);
  EXPECT_EQ(time_of(126).outcome, Outcome::fails);
  EXPECT_EQ(time_of(126).weight, Weight::advisory);
  text.dynamics += "- Tolerance: 50 %\n";
  EXPECT_EQ(time_of(149).outcome, Outcome::holds);
  EXPECT_EQ(time_of(151).outcome, Outcome::fails);
  text.dynamics = "- Training time: 100 s\n- Hardware: NVIDIA H200\n";
  const Judgement elsewhere = time_of(1000);
  EXPECT_EQ(elsewhere.outcome, Outcome::undecided);
  EXPECT_NE(elsewhere.reason.find("stated for NVIDIA H200, measured on AMD EPYC 7763"),
            std::string::npos);
  text.dynamics = "- Training time: 100 s\n";
  EXPECT_EQ(time_of(1000).outcome, Outcome::undecided);
}

TEST_F(Times, OfInferenceNeedTheHardwareAndTheVersions) {
  const auto table = [&](const std::string& hardware, const std::string& software) {
    text.timing =
        "| Measure | Value | Hardware | Software |\n| --- | --- | --- | --- |\n"
        "| Latency (`latency`) | 10 ms | " +
        hardware + " | " + software + " |\n";
  };
  table("AMD EPYC 7763", "");
  EXPECT_EQ(latency_of(12).outcome, Outcome::holds);
  EXPECT_EQ(latency_of(13).outcome, Outcome::fails);
  table("AMD EPYC 7763", "libtorch 1.13");
  EXPECT_EQ(latency_of(13).outcome, Outcome::fails);
  table("AMD EPYC 7763", "libtorch 2.1");
  EXPECT_EQ(latency_of(13).outcome, Outcome::undecided);
  table("AMD EPYC 7763", "TensorFlow v1.8");
  EXPECT_EQ(latency_of(13).outcome, Outcome::undecided) << "it is not recorded";
  table("NVIDIA V100", "");
  EXPECT_EQ(latency_of(13).outcome, Outcome::undecided);
}

TEST(Machines, AreNamedByNumbersAndWords) {
  os::Machine machine;
  machine.cpu = "Intel(R) Xeon(R) Gold 6226R CPU @ 2.90GHz";
  machine.cores = 16;
  machine.gpus = {"Tesla V100-SXM2-16GB", "Tesla V100-SXM2-16GB"};
  for (const char* named : {"Xeon Gold 6226R", "2 x Tesla V100", "NVIDIA Tesla V100 GPU",
                            "16 cores, 2 V100-SXM2-16GB"}) {
    EXPECT_TRUE(names_machine(named, machine)) << named;
  }
  for (const char* other : {"", "a GPU", "4 x Tesla V100", "Xeon Gold 6226", "A100", "8 cores"}) {
    EXPECT_FALSE(names_machine(other, machine)) << other;
  }
}

TEST(Software, IsNamedByVersionsThatBeginSo) {
  const record::Record run = complete_run();
  for (const char* same : {"libtorch 1.13.1", "torch 1.13", "Python 3.11, libtorch 1",
                           "python v3.11", "compiler 12.2", "fast"}) {
    EXPECT_EQ(names_software(same, run), true) << same;
  }
  for (const char* other : {"python 3.1", "python 11", "python 2", "libtorch 1.13.2", "python 1.2",
                            "libtorch 1.13, python 3.9"}) {
    EXPECT_EQ(names_software(other, run), false) << other;
  }
  for (const char* unknown : {"tensorflow 1.8", "TensorFlow v1.8", "python 3.11, jax 0.4"}) {
    EXPECT_EQ(names_software(unknown, run), std::nullopt) << unknown;
  }
}

}  // namespace
}  // namespace recipe::verify
