#include "record/record.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "fakes/memory_world.h"
#include "record/store.h"

namespace recipe::record {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

StageRecord full_stage() {
  StageRecord stage;
  stage.stage = "training";
  stage.state = State::up_to_date;
  stage.reason = "because";
  stage.key = "0123";
  stage.sources = {{"https://host/r", "abc", "OTHER", false, {"a", "b"}}, {"", "", "", true, {}}};
  stage.commands = "echo \"a\"\nexit\n";
  stage.hyperparameters = {{"LR", "0.1"}};
  stage.inputs = {{"raw", "/r", "sha256:1", 1}};
  stage.outputs = {{"model", "/m", "sha256:2", (std::uint64_t{1} << 53) + 1}};
  stage.begin = "2026-01-01T00:00:00Z";
  stage.usage = {1.5, 2.5, 1024};
  stage.build_seconds = 0.5;
  stage.exit_code = 137;
  stage.signal = 9;
  stage.log = "/log";
  stage.metrics.add("test", "top1", {1, 0.5, 2, not_a_number});
  stage.metrics.add("test", "top1", {{}, {}, {}, -infinity});
  stage.metrics.add("", "loss", {infinity, {}, {}, 0.1});
  return stage;
}

Record full_record() {
  Record record;
  record.id = "20260101T000000Z-1";
  record.recipe = "recipe.md";
  record.recipe_digest = "sha256:3";
  record.profile = "smoke";
  record.seed = std::numeric_limits<std::uint64_t>::max();
  record.configuration = "c";
  record.begin = "2026-01-01T00:00:00Z";
  record.end = "2026-01-01T00:00:01Z";
  record.state = State::ran;
  record.program = "recipe 0.1.0";
  record.machine = {"Some Linux", "Linux 6",      "CPU", 4,
                    1 << 30,      {"GPU", "GPU"}, "1.2", {{"libc", "2"}}};
  record.machine.cpu_flags = {"avx2", "fma"};
  record.machine.gpu_memory = {std::uint64_t{80} << 30, 0};
  record.machine.gpu_cuda = "12.2";
  record.packages = {{"cmake", "3.25"}, {"apt", "1"}};
  record.notes = {"a note"};
  return record;
}

TEST(Record, AStageReadsBackAsItWas) {
  const StageRecord stage = full_stage();
  const StageRecord twin = stage_from_json(*parse_json(to_line(to_json(stage))));
  EXPECT_EQ(to_line(to_json(twin)), to_line(to_json(stage)));
  EXPECT_EQ(twin.outputs[0].bytes, stage.outputs[0].bytes);
  EXPECT_EQ(twin.exit_code, 137);
  const auto& points = twin.metrics.all().at({"test", "top1"}).points;
  EXPECT_TRUE(std::isnan(points.at(0).value));
  EXPECT_EQ(points.at(1).value, -infinity);
  EXPECT_FALSE(points.at(1).step);
  EXPECT_EQ(twin.metrics.all().at({"", "loss"}).points.at(0).step, infinity);
}

TEST(Record, AHeaderReadsBackAsItWas) {
  const Record record = full_record();
  const Record twin = header_from_json(*parse_json(to_line(header_to_json(record))));
  EXPECT_EQ(to_line(header_to_json(twin)), to_line(header_to_json(record)));
  EXPECT_EQ(twin.machine.gpu_memory, record.machine.gpu_memory);
  EXPECT_EQ(twin.machine.cpu_flags, record.machine.cpu_flags);
  EXPECT_EQ(twin.seed, record.seed) << "also where a double could not hold it";
}

TEST(Record, EveryStateHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(State::interrupted); ++i) {
    StageRecord stage;
    stage.state = static_cast<State>(i);
    EXPECT_TRUE(names.insert(to_string(stage.state)).second);
    EXPECT_EQ(stage_from_json(to_json(stage)).state, stage.state);
  }
}

TEST(Record, WhatIsMissingOrOfAnotherTypeKeepsItsDefault) {
  const std::string default_stage = to_line(to_json(StageRecord{}));
  const std::string default_header = to_line(header_to_json(Record{}));
  EXPECT_EQ(to_line(to_json(stage_from_json(Json::object()))), default_stage);
  EXPECT_EQ(to_line(header_to_json(header_from_json(Json::object()))), default_header);
  const Json full[] = {to_json(full_stage()), header_to_json(full_record())};
  for (const Json& object : full) {
    for (const Json& other :
         {Json(nullptr), Json("x"), Json(-1), Json(1e300), Json::array({1, "a"}),
          Json::array({Json::array()}), Json{{"a", nullptr}}, Json(true)}) {
      for (const auto& [key, value] : object.items()) {
        // Any number may be a time.
        if (value.type() == other.type() || key == "build_seconds") continue;
        Json broken = Json::object();
        broken[key] = other;
        EXPECT_EQ(to_line(to_json(stage_from_json(broken))), default_stage) << broken;
        EXPECT_EQ(to_line(header_to_json(header_from_json(broken))), default_header) << broken;
      }
    }
  }
}

class Store : public testing::Test {
 protected:
  fakes::MemoryWorld memory;

  Result<> write_run(os::World& world) {
    TRY_ASSIGN(const WorkFolder folder, open_work_folder(world, "/r"));
    TRY(world.files.make_directory(folder.run("one")));
    Record record = full_record();
    record.id = "one";
    record.state = State::running;
    RecordWriter writer(world, folder, "one");
    TRY(writer.header(record));
    StageRecord stage = full_stage();
    stage.state = State::running;
    TRY(writer.stage(stage));
    TRY(writer.stage(full_stage()));
    record.state = State::ran;
    return writer.header(record);
  }
  std::vector<Record> read() { return read_records(memory.world, "/r", "recipe.md").value(); }
};

TEST_F(Store, OpensAFolderThatIgnoresItself) {
  const WorkFolder folder = open_work_folder(memory.world, "/r").value();
  EXPECT_EQ(folder.path, "/r/.recipe");
  EXPECT_EQ(memory.files.at("/r/.recipe/.gitignore"), "*\n");
  EXPECT_EQ(memory.files.at("/r/.recipe/version"), "1\n");
  memory.files.put("/r/.recipe/.gitignore", "mine");
  ASSERT_TRUE(open_work_folder(memory.world, "/r"));
  EXPECT_EQ(memory.files.at("/r/.recipe/.gitignore"), "mine");
}

TEST_F(Store, RefusesALayoutThatIsNewer) {
  memory.files.put("/r/.recipe/version", "2\n");
  const auto refused = open_work_folder(memory.world, "/r");
  EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
  EXPECT_NE(refused.error().message.find("layout 2"), std::string::npos);
  EXPECT_EQ(memory.files.at("/r/.recipe/.gitignore"), "(no such file)") << "untouched";
}

TEST_F(Store, TheLastLineOfAStageCounts) {
  ASSERT_TRUE(write_run(memory.world));
  const auto records = read();
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].state, State::ran);
  ASSERT_EQ(records[0].stages.size(), 1U);
  EXPECT_EQ(records[0].stage("training")->state, State::up_to_date);
  EXPECT_EQ(records[0].stage("evaluation"), nullptr);
}

TEST_F(Store, ARecordCutAtAnyByteIsReadAsFarAsItGoes) {
  ASSERT_TRUE(write_run(memory.world));
  const std::string path = "/r/.recipe/runs/one/record.jsonl";
  const std::string text = memory.files.at(path);
  const std::size_t first_line = text.find('\n');
  for (std::size_t size = 0; size <= text.size(); ++size) {
    memory.files.put(path, std::string_view(text).substr(0, size));
    const auto records = read();
    ASSERT_EQ(records.size(), size < first_line ? 0U : 1U) << size;
    if (records.empty()) continue;
    EXPECT_EQ(records[0].id, "one");
    EXPECT_EQ(records[0].state, size + 1 < text.size() ? State::running : State::ran) << size;
  }
}

TEST_F(Store, ReadsTheRunsOfOneRecipeOldestFirst) {
  const auto put = [&](const std::string& id, const std::string& begin, const std::string& recipe) {
    Record record;
    record.id = id;
    record.begin = begin;
    record.recipe = recipe;
    memory.files.put("/r/.recipe/runs/" + id + "/record.jsonl",
                     to_line({{"header", header_to_json(record)}}) + "\n");
  };
  EXPECT_TRUE(read().empty()) << "no folder, no runs";
  put("b", "2026-01-01", "recipe.md");
  put("a", "2026-01-02", "recipe.md");
  put("c", "2026-01-01", "other.md");
  memory.files.put("/r/.recipe/runs/stray", "x");
  memory.files.put("/r/.recipe/runs/empty/log", "x");
  memory.files.put("/r/.recipe/runs/noise/record.jsonl", "[1]\n\n\xff\n{\"other\": 1}\n");
  const auto records = read();
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].id, "a") << "by name: clocks go back";
  EXPECT_EQ(records[1].id, "b");
}

TEST_F(Store, EveryFailingCallIsAnErrorAndLeavesWhatCanBeRead) {
  int failures = 0;
  for (int n = 1;; ++n) {
    fakes::MemoryWorld fresh;
    fakes::FlakyFiles flaky(fresh.files, n);
    os::World world = fresh.with(flaky);
    const auto written = write_run(world);
    if (flaky.calls() < n) {
      EXPECT_TRUE(written);
      break;
    }
    ++failures;
    EXPECT_FALSE(written) << "call " << n;
    const auto records = read_records(fresh.world, "/r", "recipe.md");
    ASSERT_TRUE(records) << "call " << n;
    for (const Record& record : *records) EXPECT_EQ(record.state, State::running);
  }
  EXPECT_GE(failures, 8);

  ASSERT_TRUE(write_run(memory.world));
  for (int n = 1; n <= 4; ++n) {
    fakes::FlakyFiles flaky(memory.files, n);
    os::World world = memory.with(flaky);
    EXPECT_FALSE(read_records(world, "/r", "recipe.md")) << "call " << n;
  }
}

}  // namespace
}  // namespace recipe::record
