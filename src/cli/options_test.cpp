#include "cli/options.h"

#include <gtest/gtest.h>

#include "cli/layout.h"

namespace recipe::cli {
namespace {

Invocation invoked(const std::vector<std::string>& words) {
  const Request request = parse_command_line(words);
  if (const auto* error = std::get_if<UsageError>(&request)) {
    ADD_FAILURE() << error->message;
    return {};
  }
  return std::get<Invocation>(request);
}

std::string refused(const std::vector<std::string>& words) {
  const Request request = parse_command_line(words);
  const auto* error = std::get_if<UsageError>(&request);
  return error == nullptr ? "accepted" : error->message;
}

TEST(Options, ReadsACommandWithItsOptions) {
  const Invocation run = invoked(
      {"run", "--stage", "training", "--data=raw=/a b", "--data", "model=/m", "--yes", "r.md"});
  EXPECT_EQ(run.command->name, "run");
  EXPECT_EQ(run.arguments.value("--stage"), "training");
  EXPECT_EQ(run.arguments.values("--data"), (std::vector<std::string>{"raw=/a b", "model=/m"}));
  EXPECT_TRUE(run.arguments.has("--yes"));
  EXPECT_FALSE(run.arguments.has("--print"));
  EXPECT_FALSE(run.arguments.json());
  EXPECT_EQ(run.arguments.positionals(), std::vector<std::string>{"r.md"});
}

TEST(Options, ReadsACommandOfTwoWords) {
  const Invocation digest = invoked({"data", "digest", "a", "b", "--format", "json"});
  EXPECT_EQ(digest.command->name, "data digest");
  EXPECT_TRUE(digest.arguments.json());
  EXPECT_EQ(digest.arguments.positionals(), (std::vector<std::string>{"a", "b"}));
}

TEST(Options, TakesWhatFollowsTwoDashesAsItIs) {
  EXPECT_EQ(invoked({"data", "digest", "--", "--help"}).arguments.positionals(),
            std::vector<std::string>{"--help"});
}

TEST(Options, LeavesAValueInItsPlace) {
  // The value of one option is not the argument behind it, and the other way round.
  const Invocation run = invoked({"run", "--data", "raw=/a", "recipe.md"});
  EXPECT_EQ(run.arguments.values("--data"), std::vector<std::string>{"raw=/a"});
  EXPECT_EQ(run.arguments.positionals(), std::vector<std::string>{"recipe.md"});
}

TEST(Options, SaysWhatIsWrong) {
  EXPECT_EQ(refused({}),
            "which command? new, check, explain, run, record, import, status, verify, data fetch, "
            "data verify, data "
            "digest, data gc");
  EXPECT_EQ(refused({"statsu"}), "no command `statsu`; did you mean `status`?");
  EXPECT_EQ(refused({"--worktree", "run"}),
            "no option `--worktree` here; options follow the command");
  EXPECT_EQ(
      refused({"data"}),
      "`data` is no command by itself; there is data fetch, data verify, data digest, data gc");
  EXPECT_EQ(refused({"data", "digets"}), "no command `data digets`; did you mean `data digest`?");
  EXPECT_EQ(refused({"data", "digest"}), "data digest: PATH is missing");
  EXPECT_EQ(refused({"run", "--worktre"}),
            "run: no option `--worktre`; did you mean `--worktree`?");
  EXPECT_EQ(refused({"run", "--colour=always"}), "run: no option `--colour`");
  EXPECT_EQ(refused({"run", "--profile"}), "run: --profile needs a value: PROFILE");
  EXPECT_EQ(refused({"run", "--profile="}), "run: --profile needs a value: PROFILE");
  EXPECT_EQ(refused({"run", "--profile", "--yes"}), "run: --profile needs a value: PROFILE");
  EXPECT_EQ(refused({"run", "--yes=3"}), "run: --yes takes no value");
  EXPECT_EQ(refused({"run", "--from", "a", "--from", "b"}), "run: --from is given twice");
  EXPECT_EQ(refused({"run", "--from", "modle"}),
            "run: --from has no choice `modle`: processed, model; did you mean `model`?");
  EXPECT_EQ(refused({"run", "a.md", "b.md"}), "run: `b.md` is one argument too many");
  EXPECT_EQ(refused({"run", ""}), "run: an argument is empty");
}

TEST(Options, ShowsHelpWhereverItIsAskedFor) {
  EXPECT_EQ(std::get<HelpRequest>(parse_command_line({"--help"})).command, nullptr);
  EXPECT_EQ(std::get<HelpRequest>(parse_command_line({"data", "-h"})).group, "data");
  EXPECT_EQ(std::get<HelpRequest>(parse_command_line({"run", "x", "-h"})).command->name, "run");
  // Even where something else is missing.
  EXPECT_EQ(std::get<HelpRequest>(parse_command_line({"data", "digest", "--help"})).command->name,
            "data digest");
  EXPECT_TRUE(std::holds_alternative<VersionRequest>(parse_command_line({"--version"})));
}

TEST(Layout, KeepsColumnsInLine) {
  const std::vector<std::vector<Cell>> rows = {{{"a"}, {""}, {"x"}}, {{"é…"}, {"bb"}, {""}}};
  EXPECT_EQ(in_columns(rows, Colour::no), (std::vector<std::string>{"a       x", "é…  bb"}));
  EXPECT_EQ(in_columns({{{"a", Style::red}, {"b"}}}, Colour::yes).front(), "\x1b[31ma\x1b[0m  b");
}

TEST(Layout, WrapsBetweenWords) {
  EXPECT_EQ(wrapped("one two three", 2, 9), "  one two\n  three");
  EXPECT_EQ(wrapped("unbreakable word", 0, 4), "unbreakable\nword");
  EXPECT_EQ(cut("héllo", 2), "hé");
  EXPECT_EQ(one_line("a\nb\x1b"), "a\\x0ab\\x1b");
}

}  // namespace
}  // namespace recipe::cli
