#include <gtest/gtest.h>

#include "cli/find_recipe.h"
#include "cli/progress.h"
#include "cli/runs.h"
#include "cli/verdict_report.h"
#include "fakes/hand_clock.h"
#include "fakes/text_terminal.h"

namespace recipe::cli {
namespace {

using verify::Judgement;
using verify::Outcome;
using verify::Weight;

verify::Verdict verdict_of_three() {
  Judgement digest;
  digest.metric = "digest of the raw data";
  digest.claimed = digest.measured = "sha256:" + std::string(64, 'a');
  digest.runs = 1;
  digest.outcome = Outcome::holds;
  digest.reason = "sha256:aaaaaaaaaaaa... as stated";
  Judgement top1;
  top1.metric = "top1";
  top1.split = "test";
  top1.claimed = "97 %";
  top1.measured = "90 %";
  top1.claimed_value = 0.97;
  top1.measured_value = 0.9;
  top1.margin = 0.005;
  top1.runs = 2;
  top1.outcome = Outcome::fails;
  top1.reason = "measured 90 %, target 97 %";
  top1.place = {3, 5};
  Judgement time;
  time.metric = "training time";
  time.claimed = "1 h";
  time.weight = Weight::advisory;
  time.reason = "another machine\x1b";
  return {Outcome::fails, {digest, top1, time}};
}

TEST(VerdictText, ShowsEachClaimWithItsReason) {
  EXPECT_EQ(
      verdict_text(verdict_of_three(), Colour::no, 0),
      "       claim                   claimed                 measured                margin  "
      "runs\n"
      "holds  digest of the raw data  sha256:aaaaaaaaaaaa...  sha256:aaaaaaaaaaaa...          "
      "1\n"
      "fails  top1 (test)             97 %                    90 %                    0.5 %   "
      "2\n"
      "           measured 90 %, target 97 %\n"
      "\n"
      "Not judged, and not needed for the verdict:\n"
      "           claim          claimed  measured  margin  runs\n"
      "undecided  training time  1 h\n"
      "           another machine\\x1b\n"
      "\n"
      "verdict: fails\n");
}

TEST(VerdictText, WritesAMarginInTheUnitOfItsClaim) {
  const auto margin_of = [](const std::string& claimed, double value, double margin) {
    Judgement claim;
    claim.claimed = claimed;
    claim.claimed_value = value;
    claim.margin = margin;
    const std::string text = verdict_text({Outcome::undecided, {claim}}, Colour::no, 0);
    const std::size_t row = text.find(claimed);
    const std::string rest = text.substr(row + claimed.size(), text.find('\n', row) - row);
    return rest.substr(rest.find_first_not_of(' '), rest.find('\n') - rest.find_first_not_of(' '));
  };
  EXPECT_EQ(margin_of("97 %", 0.97, 0.005), "0.5 %");
  EXPECT_EQ(margin_of("0.65 ms", 0.65, 0.1), "0.1 ms");
  EXPECT_EQ(margin_of("2 min 00 s", 120, 90), "1 min 30 s");
  EXPECT_EQ(margin_of("0.12", 0.12, 0.02), "0.02");
}

TEST(VerdictText, SaysThatNothingIsClaimed) {
  EXPECT_EQ(verdict_text({}, Colour::no, 0),
            "The recipe claims nothing that can be judged.\n\nverdict: undecided\n");
}

TEST(VerdictJson, SaysTheSame) {
  const SourceText source("recipe.md", "a\nbcdef\n");
  const Json json = verdict_json(verdict_of_three(), source);
  EXPECT_EQ(json["verdict"], "fails");
  ASSERT_EQ(json["claims"].size(), 3U);
  const Json& top1 = json["claims"][1];
  EXPECT_EQ(top1["metric"], "top1");
  EXPECT_EQ(top1["split"], "test");
  EXPECT_EQ(top1["claimed"], 0.97);
  EXPECT_EQ(top1["measured"], 0.9);
  EXPECT_EQ(top1["margin"], 0.005);
  EXPECT_EQ(top1["runs"], 2);
  EXPECT_EQ(top1["verdict"], "fails");
  EXPECT_EQ(top1["required"], true);
  EXPECT_EQ(top1["path"], "recipe.md");
  EXPECT_EQ(top1["start"]["line"], 2);
  EXPECT_EQ(top1["start"]["column"], 2);
  const Json& time = json["claims"][2];
  EXPECT_EQ(time["claimed"], "1 h");
  EXPECT_TRUE(time["measured"].is_null());
  EXPECT_TRUE(time["margin"].is_null());
  EXPECT_EQ(time["required"], false);
}

record::StageRecord stage_with(record::State state, const std::string& reason, double seconds) {
  record::StageRecord stage;
  stage.stage = "training";
  stage.state = state;
  stage.reason = reason;
  stage.usage.seconds = seconds;
  return stage;
}

TEST(Progress, SaysHowAStageEnded) {
  using record::State;
  EXPECT_EQ(ending_of(stage_with(State::ran, "2 blocks of commands", 90), 120),
            "ran, 1 min 30 s (stated: 2 min 00 s)");
  record::StageRecord built = stage_with(State::ran, "", 2);
  built.build_seconds = 40;
  EXPECT_EQ(ending_of(built, {}), "ran, 2.0 s after building for 40.0 s");
  EXPECT_EQ(ending_of(stage_with(State::nothing, "no such section", 0), {}),
            "nothing to do: no such section");
  EXPECT_EQ(ending_of(stage_with(State::failed, "exit code 2", 3), {}), "failed: exit code 2");
  EXPECT_EQ(elapsed_text(59.9, {}), "59 s");
  EXPECT_EQ(elapsed_text(61, 120), "1 min 01 s of 2 min 00 s stated");
}

TEST(Progress, ShowsTheNewestMetrics) {
  dynamics::MetricLog metrics;
  EXPECT_EQ(latest_metrics(metrics), "");
  metrics.add("", "parameters", {{}, {}, {}, 1e6});
  metrics.add("train", "loss", {100, 1, {}, 2.5});
  metrics.add("train", "loss", {200, 2, {}, 1.23456});
  metrics.add("test", "top1", {200, 2, {}, 0.5});
  EXPECT_EQ(latest_metrics(metrics), "step 200, epoch 2, top1 0.5 (test), loss 1.235 (train)");
}

TEST(Progress, WritesPlainLinesWhereNobodyWatches) {
  fakes::TextTerminal terminal;
  fakes::HandClock clock;
  const auto progress = progress_on(terminal, clock);
  run::PlannedStage planned;
  planned.stage = document::Stage::training;
  planned.reason = "1 block of commands";
  progress->stage_begins(planned, 60);
  progress->tick({});
  clock.tick(std::chrono::seconds(12));
  progress->tick({});
  progress->tick({});
  record::StageRecord ended = stage_with(record::State::failed, "exit code 1", 12);
  ended.log = "/x/log";
  progress->stage_ends(ended, {"last\x1bline"});
  EXPECT_EQ(terminal.told,
            "training       1 block of commands; the recipe states 1 min 00 s\n"
            "training       12 s of 1 min 00 s stated\n"
            "  | last\\x1bline\n"
            "training       failed: exit code 1\n"
            "               its whole output: /x/log\n");
  EXPECT_EQ(terminal.said, "");
}

TEST(Progress, SaysWhatIsDoneBeforeTheFirstStage) {
  fakes::TextTerminal terminal;
  fakes::HandClock clock;
  clock.tick(std::chrono::hours(5));
  progress_on(terminal, clock)->doing("checking out 1a2b3c");
  terminal.live = true;
  progress_on(terminal, clock)->doing("checking out 1a2b3c");
  EXPECT_EQ(terminal.told,
            "code           checking out 1a2b3c\n"
            "\rcode           0 s, checking out 1a2b3c\x1b[K\r\x1b[K");
}

TEST(Progress, RedrawsOneLineOnATerminal) {
  fakes::TextTerminal terminal;
  terminal.live = true;
  fakes::HandClock clock;
  const auto progress = progress_on(terminal, clock);
  run::PlannedStage planned;
  planned.stage = document::Stage::training;
  progress->stage_begins(planned, {});
  progress->doing("building");
  progress->stage_ends(stage_with(record::State::ran, "", 2), {});
  EXPECT_EQ(terminal.told,
            "\rtraining       0 s\x1b[K\rtraining       0 s, building\x1b[K"
            "\r\x1b[Ktraining       ran, 2.0 s\n");
}

TEST(Runs, NameTheStagesThatDidSomething) {
  record::Record run;
  run.stages.push_back(stage_with(record::State::up_to_date, "", 5));
  run.stages.push_back(stage_with(record::State::nothing, "", 0));
  run.stages.push_back(stage_with(record::State::failed, "", 2));
  EXPECT_EQ(stages_of_run(run, "failed"), "training up-to-date, training failed");
  EXPECT_EQ(seconds_of_run(run), 2);
}

TEST(FindRecipe, NamesTheHeadingsThatAreMissing) {
  document::Recipe recipe;
  recipe.sections.push_back({document::SectionKind::raw_data, {}, {}, {}});
  EXPECT_EQ(lacks(recipe),
            "the headings `Training / Optimization methods`, `Training / Performance metrics / "
            "Target metrics`");
  recipe.sections.push_back({document::SectionKind::optimization, {}, {}, {}});
  recipe.sections.push_back({document::SectionKind::targets, {}, {}, {}});
  EXPECT_EQ(lacks(recipe),
            "a target under `Training / Performance metrics / Target metrics` or a commit under a "
            "`Code` heading, written so that it can be read");
  recipe.targets.emplace_back();
  EXPECT_EQ(lacks(recipe), "");
}

}  // namespace
}  // namespace recipe::cli
