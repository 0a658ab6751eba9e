#include "run/execution.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "data/digest_of.h"
#include "record/store.h"
#include "run/consent.h"
#include "run/context.h"
#include "run/planned_test.h"
#include "run/raw_data.h"
#include "run/redaction.h"
#include "run/visit.h"

namespace recipe::run {
namespace {

using document::Stage;
using fakes::block;
using record::State;

TEST(Redaction, HidesTheValuesOfSecrets) {
  fakes::FixedEnvironment environment({{"API_TOKEN", "abcdefgh"},
                                       {"Db_Password", "abcdefghijkl"},
                                       {"AWS_SECRET_ACCESS_KEY", "+/=$^.*\\"},
                                       {"SHORT_KEY", "1234567"},
                                       {"HOME", "/home/someone"}});
  const Redaction redact(environment);
  EXPECT_EQ(redact("a abcdefgh b abcdefgh"), "a *** b ***");
  EXPECT_EQ(redact("abcdefghijkl"), "***") << "the longer one as a whole";
  EXPECT_EQ(redact("x+/=$^.*\\y"), "x***y");
  EXPECT_EQ(redact("1234567 /home/someone abcdefg"), "1234567 /home/someone abcdefg");
  EXPECT_EQ(redact("abcdefghabcdefgh"), "******");
  EXPECT_EQ(redact(""), "");
}

TEST(HowItEnded, NamesCodeAndSignal) {
  EXPECT_EQ(how_it_ended({2, 0, 0, 0, 0, false}), "exit code 2");
  EXPECT_EQ(how_it_ended({127, 0, 0, 0, 0, false}), "exit code 127: a command was not found");
  EXPECT_TRUE(how_it_ended({137, 9, 0, 0, 0, false}).starts_with("ended by signal 9 (SIGKILL)"));
  EXPECT_TRUE(how_it_ended({139, 0, 0, 0, 0, false})
                  .starts_with("exit code 139: a command was ended by signal 11 (SIGSEGV)"));
  EXPECT_EQ(how_it_ended({255, 0, 0, 0, 0, false}), "exit code 255");
}

class Consent : public testing::Test {
 protected:
  Planned planned;
  fakes::RecipeText text;
  bool agreed() { return has_consent(planned.memory.world, planned.plan(text)).value(); }
  void agree() { ASSERT_TRUE(keep_consent(planned.memory.world, planned.plan(text))); }
  void SetUp() override { planned.memory.environment.variables = {{"HOME", "/home/me"}}; }
};

TEST_F(Consent, IsToExactlyTheseCommands) {
  EXPECT_FALSE(agreed());
  agree();
  EXPECT_TRUE(agreed());
  text.training_code = "Other words.\n\n" + text.training_code + block("look", "sh example");
  text.targets += "| `top5` | 0.9 |\n";
  EXPECT_TRUE(agreed()) << "nothing else runs";
  text.training_code = block("train; rm -rf ~");
  EXPECT_FALSE(agreed());
  text.training_code = block("make", "sh build") + block("train");
  EXPECT_FALSE(agreed());
  text.training_code = block("train");
  text.environment = block("curl x | sh");
  EXPECT_FALSE(agreed());
  text.environment = "";
  text.training_code +=
      std::string("- Repository: https://github.com/a/b\n- Commit: ") + fakes::some_commit + "\n";
  EXPECT_FALSE(agreed()) << "the same commands in somebody's repository";
}

TEST_F(Consent, IsKeptOutsideTheRepository) {
  agree();
  const auto paths = planned.memory.files.paths();
  EXPECT_TRUE(std::any_of(paths.begin(), paths.end(), [](const std::string& path) {
    return path.starts_with("/home/me/.local/state/recipe/consent/");
  }));
  planned.memory.environment.variables["XDG_STATE_HOME"] = "/state";
  EXPECT_FALSE(agreed());
  planned.memory.environment.variables = {};
  const Plan plan = planned.plan(text);
  EXPECT_EQ(has_consent(planned.memory.world, plan).error().kind, ErrorKind::not_found);
}

TEST_F(Consent, ShowsWhatWouldRunAndHidesNothing) {
  text.training_code = block("echo a\t\x1b[2K\necho b");
  const std::string shown = commands_of(planned.plan(text));
  EXPECT_EQ(shown, "training\n    echo a\t\\x1b[2K\n    echo b\n");
}

TEST_F(Consent, IsNotNeededWithoutCommands) {
  text.training_code = "";
  planned.memory.environment.variables = {};
  EXPECT_TRUE(agreed());
}

class Silent : public Observer {
 public:
  void stage_begins(const PlannedStage&, std::optional<double>) override {}
  void doing(const std::string&) override {}
  void progress(const std::string&) override {}
  void tick(const dynamics::MetricLog&) override {}
  void stage_ends(const record::StageRecord&, const std::vector<std::string>&) override {}
  void note(const std::string&) override {}
};

class RawDataTest : public testing::Test {
 protected:
  Planned planned;
  fakes::RecipeText text;
  const Workspace workspace{{"/nowhere/.recipe"}};
  const std::string other = std::string(64, 'a');
  Silent silent;

  void SetUp() override { planned.memory.files.put("/nowhere/data.csv", "12345"); }
  RawData brought() {
    const Plan plan = planned.plan(text);
    return bring_raw_data(planned.memory.world, plan, workspace, silent).value();
  }
  RawData given() {
    planned.memory.files.put("/given/data.csv", "12345");
    const Plan plan = planned.plan(text);
    return given_raw_data(planned.memory.world, plan, workspace, "/given").value();
  }
};

TEST_F(RawDataTest, IsCopiedAndReadOnly) {
  const std::string digest = data::digest_of_bytes("12345").to_string();
  text.raw_path = "- Source: data.csv\n- Size: 5 bytes\n";
  const RawData raw = brought();
  EXPECT_EQ(raw.wrong, "");
  EXPECT_EQ(planned.memory.files.at(raw.folder + "/data.csv"), "12345");
  EXPECT_EQ(planned.memory.files.status(raw.folder, os::Follow::no).value()->mode & 0222U, 0U);
  ASSERT_EQ(raw.artifacts.size(), 2U);
  EXPECT_EQ(raw.artifacts[0].name, "part:data.csv");
  EXPECT_EQ(raw.artifacts[0].digest, digest);
  EXPECT_EQ(raw.artifacts[1].name, "raw");
  EXPECT_EQ(brought().folder, raw.folder);
}

TEST_F(RawDataTest, IsMadeAgainWhereSomebodyChangedTheCopy) {
  const RawData raw = brought();
  EXPECT_EQ(raw.changed, "");
  planned.memory.files.put(raw.folder + "/data.csv", "changed");
  planned.memory.files.put(raw.folder + "/more.csv", "new");
  const RawData again = brought();
  EXPECT_EQ(again.changed, raw.folder +
                               " is not as it was made, and is made again: 1 file differs "
                               "(./data.csv); 1 file is new (./more.csv)");
  EXPECT_EQ(again.artifacts.back().digest, raw.artifacts.back().digest);
  EXPECT_EQ(planned.memory.files.at(raw.folder + "/data.csv"), "12345");
}

TEST_F(RawDataTest, AWrongDigestNamesBoth) {
  const std::string digest = data::digest_of_bytes("12345").to_string();
  text.raw_path =
      "| File | Source | Digest |\n| --- | --- | --- |\n| data.csv | data.csv | sha256:" + other +
      " |\n";
  for (const RawData& raw : {brought(), given()}) {
    EXPECT_NE(raw.wrong.find("sha256:" + other), std::string::npos) << raw.wrong;
    EXPECT_NE(raw.wrong.find(digest), std::string::npos) << raw.wrong;
    EXPECT_TRUE(raw.wrong.starts_with("recipe.md:")) << raw.wrong;
  }
}

TEST_F(RawDataTest, AWrongDigestOfTheWholeNamesBoth) {
  text.raw_path =
      "| File | Source |\n| --- | --- |\n| data.csv | data.csv |\n\n- Digest: sha256:" + other +
      "\n";
  for (const RawData& raw : {brought(), given()}) {
    EXPECT_NE(raw.wrong.find("sha256:" + other), std::string::npos) << raw.wrong;
    EXPECT_NE(raw.wrong.find(raw.artifacts.back().digest), std::string::npos) << raw.wrong;
  }
}

TEST_F(RawDataTest, AWrongDigestNamesTheFilesIfAnEarlierRunKnowsThem) {
  planned.memory.files.put("/nowhere/images/a", "1");
  planned.memory.files.put("/nowhere/images/b", "2");
  text.raw_path = "- Source: images\n";
  const RawData earlier = brought();
  const std::string part = earlier.artifacts.front().digest;
  const std::string whole = earlier.artifacts.back().digest;
  EXPECT_EQ(planned.memory.files.at(earlier.folder + ".manifest"),
            data::digest_of_bytes("1").hex() + " 1 ./images/a\n" +
                data::digest_of_bytes("2").hex() + " 1 ./images/b\n");
  planned.memory.files.put("/given/images/a", "1");
  planned.memory.files.put("/given/images/b", "other");
  planned.memory.files.put("/given/images/c", "2");
  text.raw_path += "- Digest: " + part + "\n";
  RawData now = given();
  EXPECT_TRUE(now.wrong.ends_with(
      "; compared with their manifest, 1 file differs (./b); 1 file is new (./c)"))
      << now.wrong;
  text.raw_path =
      "| File | Source |\n| --- | --- |\n| images | images |\n\n- Digest: " + whole + "\n";
  now = given();
  EXPECT_NE(now.wrong.find("1 file differs (./images/b); "), std::string::npos) << now.wrong;
  ASSERT_TRUE(planned.memory.files.write(earlier.folder + ".manifest", "half a line"));
  EXPECT_EQ(given().wrong.find("earlier"), std::string::npos) << "no manifest, no names";
}

TEST_F(RawDataTest, AWrongSizeNamesBoth) {
  text.raw_path = "- Source: data.csv\n- Size: 6 bytes\n";
  EXPECT_NE(brought().wrong.find("6 bytes"), std::string::npos);
  EXPECT_NE(brought().wrong.find("has 5"), std::string::npos);
}

TEST_F(RawDataTest, AMissingFileIsNamed) {
  text.raw_path = "- Source: absent.csv\n";
  EXPECT_NE(brought().wrong.find("/nowhere/absent.csv is not there"), std::string::npos);
}

TEST_F(RawDataTest, IsFetchedOnce) {
  planned.memory.http.answers["https://host/a/far.csv"] = {fakes::whole("67890")};
  text.raw_path =
      "| File | Source | Digest |\n| --- | --- | --- |\n| data.csv | data.csv | |\n"
      "| far.csv | https://host/a/far.csv | " +
      data::digest_of_bytes("67890").to_string() + " |\n";
  const RawData raw = brought();
  EXPECT_EQ(raw.wrong, "");
  EXPECT_EQ(planned.memory.files.at(raw.folder + "/data.csv"), "12345");
  EXPECT_EQ(planned.memory.files.at(raw.folder + "/far.csv"), "67890");
  EXPECT_EQ(brought().folder, raw.folder);
  EXPECT_EQ(planned.memory.http.requests.size(), 1U);
}

TEST_F(RawDataTest, IsFetchedWhereTheLocalFileIsNot) {
  planned.memory.http.answers["https://host/b.csv"] = {fakes::whole("67890")};
  text.raw_path = "- Source: b.csv\n- Source: https://host/b.csv\n";
  EXPECT_EQ(planned.memory.files.at(brought().folder + "/b.csv"), "67890");
}

TEST_F(RawDataTest, AFetchedFileWithAnotherDigestNamesBoth) {
  planned.memory.http.answers["https://host/data.csv"] = {fakes::whole("67890")};
  text.raw_path = "- Source: https://host/data.csv\n- Digest: sha256:" + other + "\n";
  const RawData raw = brought();
  EXPECT_TRUE(raw.wrong.starts_with("recipe.md:")) << raw.wrong;
  EXPECT_NE(raw.wrong.find("sha256:" + other), std::string::npos);
  ASSERT_EQ(raw.artifacts.size(), 1U);
  EXPECT_EQ(raw.artifacts[0].digest, data::digest_of_bytes("67890").to_string());
}

TEST_F(RawDataTest, AServerCannotChooseAFolder) {
  for (const char* url : {"https://host/..", "https://host/a/.", "https://host/%00/.."}) {
    planned.memory.http.answers[url] = {fakes::whole("67890")};
    text.raw_path = std::string("- Source: `") + url + "`\n";
    const Plan plan = planned.plan(text);
    EXPECT_FALSE(bring_raw_data(planned.memory.world, plan, workspace, silent)) << url;
  }
}

TEST_F(RawDataTest, APartStaysInItsFolder) {
  for (const char* name : {"../x", "/x", "a/b", ".."}) {
    text.raw_path = std::string("| File | Source |\n| --- | --- |\n| ") + name + " | data.csv |\n";
    const Plan plan = planned.plan(text);
    EXPECT_EQ(bring_raw_data(planned.memory.world, plan, workspace, silent).error().kind,
              ErrorKind::invalid)
        << name;
  }
}

/// Says nothing.
/// A whole run whose commands only the test knows.
class CarryOut : public testing::Test {
 protected:
  Planned planned;
  fakes::RecipeText text;
  std::map<std::string, std::string> seen;  ///< the environment of training

  void SetUp() override {
    planned.memory.files.put("/nowhere/data.csv", "1");
    text.processing_code = block("process");
    text.evaluation_code = block("evaluate");
    text.hyperparameters = "- LR: 0.1\n";
    planned.memory.processes =
        fakes::SayProcesses([this](const os::Command& command) { return answer(command); });
  }

  Result<os::Captured> answer(const os::Command& command) {
    if (command.arguments[0] != "bash") return fail(ErrorKind::not_found, "no such program");
    const std::string script = planned.memory.files.at(command.arguments.back());
    const auto value = [&](const std::string& name) {
      const auto found = command.environment.find(name);
      return found == command.environment.end() ? std::nullopt : found->second;
    };
    if (script == "process\n") planned.memory.files.put(*value("RECIPE_DATA") + "/d", "2");
    if (script == "train\n") {
      planned.memory.files.put(*value("RECIPE_MODEL") + "/m", "3");
      for (const auto& [name, set] : command.environment) seen[name] = set.value_or("(unset)");
    }
    if (script == "break\n") return os::Captured{{2, 0, 0, 0, 0, false}, "", "no luck\n"};
    if (script == "spoil\n") planned.memory.files.put(*value("RECIPE_RAW_DATA") + "/data.csv", "0");
    const bool evaluates = script == "evaluate\n";
    return os::Captured{{}, evaluates ? "split=test top1=0.9\n" : "", ""};
  }

  Result<record::Record> run(os::World& world) {
    Silent silent;
    const Plan plan = planned.plan(text);
    TRY_ASSIGN(Visit visit, Visit::begin(world, plan));
    auto record = carry_out(world, plan, visit.workspace(), "recipe test", silent);
    TRY(visit.end());
    return record;
  }
  record::Record run() { return run(planned.memory.world).value(); }
  bool someone_keeps(const std::string& part) {
    for (const std::string& path : planned.memory.files.paths()) {
      if (path.starts_with("/nowhere/") && path.find(part) != std::string::npos) return true;
    }
    return false;
  }
};

TEST_F(CarryOut, RecordsEveryStage) {
  const record::Record record = run();
  EXPECT_EQ(record.state, State::ran);
  EXPECT_EQ(record.stages.size(), 7U);
  EXPECT_EQ(record.stage("evaluation")->metrics.all().at({"test", "top1"}).points[0].value, 0.9);
  const auto read = record::read_records(planned.memory.world, "/nowhere", "recipe.md").value();
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(to_line(record::header_to_json(read[0])), to_line(record::header_to_json(record)));
  EXPECT_EQ(read[0].stages.size(), 7U);
  EXPECT_FALSE(record.configuration.empty());
}

TEST_F(CarryOut, CommandsFindTheirVariables) {
  const record::Record record = run();
  EXPECT_EQ(seen.at("LR"), "0.1");
  EXPECT_EQ(seen.at("RECIPE_SEED"), "1");
  EXPECT_EQ(planned.memory.files.at(seen.at("RECIPE_DATA") + "/d"), "2");
  EXPECT_EQ(planned.memory.files.at(seen.at("RECIPE_RAW_DATA") + "/data.csv"), "1");
  EXPECT_EQ(planned.memory.files.at(seen.at("RECIPE_HYPERPARAMETERS")), "{\n  \"LR\": 0.1\n}\n");
  EXPECT_TRUE(seen.at("PATH").starts_with(seen.at("RECIPE_TOOLS") + "/bin:"));
  EXPECT_TRUE(seen.contains("RECIPE_OUTPUT_PROCESSING"));
  EXPECT_EQ(seen.at("BASH_ENV"), "(unset)");
  EXPECT_EQ(seen.at("RECIPE_PRETRAINED"), "(unset)");
  const std::string model = record.stage("training")->outputs.at(0).path;
  EXPECT_EQ(planned.memory.files.status(model, os::Follow::no).value()->mode & 0222U, 0U);
}

TEST_F(CarryOut, StopsAtAStageThatFails) {
  text.training_code = block("break");
  const record::Record record = run();
  EXPECT_EQ(record.state, State::failed);
  EXPECT_EQ(record.stage("training")->reason, "exit code 2");
  EXPECT_EQ(planned.memory.files.at(record.stage("training")->log), "no luck\n");
  EXPECT_EQ(record.stage("evaluation"), nullptr);
}

TEST_F(CarryOut, FailsAStageThatMadeNothingOrSpoiledItsInput) {
  text.training_code = block("idle");
  EXPECT_NE(run().stage("training")->reason.find("wrote nothing to $RECIPE_MODEL"),
            std::string::npos);
  text.training_code = block("train");
  text.evaluation_code = block("spoil");
  const record::Record spoiled = run();
  EXPECT_EQ(spoiled.state, State::failed);
  EXPECT_NE(spoiled.stage("evaluation")->reason.find("changed their input: ./data.csv"),
            std::string::npos);
}

TEST_F(CarryOut, StopsBeforeAManualStage) {
  text.training_code = block("train", "");
  const record::Record record = run();
  EXPECT_EQ(record.state, State::manual);
  EXPECT_EQ(record.stage("evaluation"), nullptr);
}

TEST_F(CarryOut, StopsWhenTheUserAsks) {
  planned.memory.environment.stop = true;
  const auto stopped = run(planned.memory.world);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::interrupted);
  const auto read = record::read_records(planned.memory.world, "/nowhere", "recipe.md").value();
  EXPECT_EQ(read.at(0).state, State::interrupted);
}

TEST_F(CarryOut, ForgetsDataThatMayNotBeKept) {
  planned.memory.environment.variables["RECIPE_CACHE"] = "/cache";
  run();
  EXPECT_TRUE(someone_keeps("/processing/")) << "the recipe says nothing yet";
  text.processing_path = "- Retention: forbidden\n";
  planned.memory.files.put("/nowhere/.recipe/passing/1-1/stages/processing/killed", "2");
  ASSERT_TRUE(planned.memory.files.remove("/cache"));
  text.hyperparameters = "- LR: 0.2\n";
  run();
  EXPECT_FALSE(someone_keeps("/processing/"));
  EXPECT_FALSE(someone_keeps("/passing/"));
  EXPECT_EQ(seen["RECIPE_DATA"].rfind("/nowhere/.recipe/passing/", 0), 0U) << seen["RECIPE_DATA"];
  EXPECT_TRUE(someone_keeps("/training/"));
  for (const std::string& path : planned.memory.files.paths()) {
    if (!path.starts_with("/cache/objects/")) continue;
    EXPECT_NE(planned.memory.files.at(path), "2") << path;
  }
}

TEST_F(CarryOut, TakesNothingFromAnotherThatIsAtWork) {
  run();
  text.processing_path = "- Retention: forbidden\n";
  const Plan plan = planned.plan(text);
  Visit other = Visit::begin(planned.memory.world, plan).value();
  const std::string theirs = other.workspace().processed_root + "/stages/processing/x";
  planned.memory.files.put(theirs, "2");
  planned.memory.files.put("/nowhere/.recipe/stages/processing/k/data/kept", "2");
  planned.memory.clock.tick(std::chrono::seconds(1));
  run();
  EXPECT_EQ(planned.memory.files.at(theirs), "2");
  EXPECT_TRUE(someone_keeps("/stages/processing/k/")) << "it could be what the other reads";
  ASSERT_TRUE(other.end());
  run();
  EXPECT_FALSE(someone_keeps("/processing/"));
}

TEST_F(CarryOut, EveryFailingCallIsToldAndLeavesRecordsThatCanBeRead) {
  int failures = 0;
  for (int n = 1;; ++n) {
    ASSERT_TRUE(planned.memory.files.remove("/nowhere"));
    planned.memory.files.put("/nowhere/data.csv", "1");
    fakes::FlakyFiles flaky(planned.memory.files, n);
    os::World world = planned.memory.with(flaky);
    const auto record = run(world);
    if (flaky.calls() < n) {
      EXPECT_EQ(record.value().state, State::ran);
      break;
    }
    ++failures;
    ASSERT_TRUE(record::read_records(planned.memory.world, "/nowhere", "recipe.md")) << n;
    const auto again = run(planned.memory.world);
    ASSERT_TRUE(again) << "a good run afterwards, call " << n << ": " << again.error().to_string();
    ASSERT_EQ(again->state, State::ran) << "call " << n;
    // What the machine is may stay unknown; what a stage made is gone or whole.
    if (!record || record->state != State::ran) continue;
    for (const record::StageRecord& stage : record->stages) {
      for (const record::Artifact& output : stage.outputs) {
        const auto now = data::digest_of(planned.memory.world, output.path);
        EXPECT_TRUE(now && now->digest.to_string() == output.digest) << "call " << n;
      }
    }
  }
  EXPECT_GT(failures, 100);
}

}  // namespace
}  // namespace recipe::run
