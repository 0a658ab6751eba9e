#include <gtest/gtest.h>

#include <set>

#include "base/text.h"
#include "cli/command.h"
#include "cli/completions.h"
#include "cli/help.h"
#include "cli/manual.h"
#include "fakes/fixed_environment.h"
#include "fakes/hand_clock.h"
#include "fakes/memory_files.h"
#include "fakes/say_processes.h"
#include "fakes/script_http.h"
#include "fakes/text_terminal.h"

namespace recipe::cli {
namespace {

struct Desk {
  fakes::MemoryFiles files;
  fakes::SayProcesses processes;
  fakes::HandClock clock;
  fakes::FixedEnvironment environment;
  fakes::ScriptHttp http;
  os::World world{files, processes, clock, environment, http};
  fakes::TextTerminal terminal;

  int run(std::vector<const char*> words) {
    words.insert(words.begin(), "recipe");
    return run_program(world, terminal, static_cast<int>(words.size()), words.data());
  }
};

TEST(Exit, TakesTheFirstThatApplies) {
  const Exit order[] = {Exit::interrupted, Exit::bug,       Exit::usage, Exit::refused,
                        Exit::failed,      Exit::undecided, Exit::fine};
  for (std::size_t i = 0; i < std::size(order); ++i) {
    for (std::size_t j = i; j < std::size(order); ++j) {
      EXPECT_EQ(worst(order[i], order[j]), order[i]);
      EXPECT_EQ(worst(order[j], order[i]), order[i]);
    }
  }
}

TEST(Exit, TellsWhoMustAct) {
  EXPECT_EQ(exit_of(Error{ErrorKind::invalid, "", {}}), Exit::usage);
  EXPECT_EQ(exit_of(Error{ErrorKind::unsupported, "", {}}), Exit::usage);
  EXPECT_EQ(exit_of(Error{ErrorKind::interrupted, "", {}}), Exit::interrupted);
  for (const ErrorKind kind :
       {ErrorKind::not_found, ErrorKind::denied, ErrorKind::io, ErrorKind::timeout}) {
    EXPECT_EQ(exit_of(Error{kind, "", {}}), Exit::refused);
  }
}

TEST(Commands, AreDocumented) {
  std::set<std::string_view> names;
  for (const Command* command : all_commands()) {
    SCOPED_TRACE(command->name);
    EXPECT_TRUE(names.insert(command->name).second);
    EXPECT_EQ(command_named(command->name), command);
    EXPECT_FALSE(command->summary.empty());
    EXPECT_FALSE(command->summary.ends_with('.'));
    EXPECT_EQ(command->summary.find('\n'), std::string_view::npos);
    EXPECT_TRUE(command->description.ends_with('.') || command->description.ends_with(':'));
    EXPECT_NE(command->run, nullptr);
    EXPECT_FALSE(command->example.empty());
    for (const std::string_view line : lines(command->example)) {
      EXPECT_TRUE(line.starts_with("$ recipe " + std::string(command->name))) << line;
    }
    std::set<std::string_view> options;
    for (const Option& option : options_of(*command)) {
      SCOPED_TRACE(option.name);
      EXPECT_TRUE(options.insert(option.name).second);
      EXPECT_TRUE(option.name.starts_with("--"));
      EXPECT_TRUE(option.help.ends_with('.'));
      EXPECT_EQ(option.value, upper(option.value));
      EXPECT_TRUE(option.choices.empty() || !option.value.empty());
    }
    for (const Positional& positional : command->positionals) {
      EXPECT_TRUE(positional.help.ends_with('.'));
      EXPECT_TRUE(!positional.repeatable || &positional == &command->positionals.back());
    }
  }
}

TEST(Commands, AreInHelpManualAndCompletions) {
  const std::string manual = manual_page();
  const std::string bash = bash_completion();
  const std::string zsh = zsh_completion();
  const std::string fish = fish_completion();
  for (const Command* command : all_commands()) {
    EXPECT_NE(help_of_program("").find(command->summary), std::string::npos);
    const std::string help = help_of(*command, 80);
    for (const std::string_view line : lines(help)) {
      EXPECT_TRUE(line.size() <= 80 || line.starts_with("  $")) << line;
    }
    for (const Option& option : options_of(*command)) {
      EXPECT_NE(help.find(usage_of(option)), std::string::npos);
      EXPECT_NE(manual.find(roff_text(usage_of(option))), std::string::npos);
      EXPECT_NE(bash.find(option.name), std::string::npos);
      EXPECT_NE(zsh.find(std::string(option.name) + "["), std::string::npos);
      EXPECT_NE(fish.find("-l " + std::string(option.name.substr(2))), std::string::npos);
    }
  }
}

TEST(Manual, EscapesWhatRoffWouldTakeForItsOwn) {
  EXPECT_EQ(roff_text("a-b \\ `c`"), "a\\-b \\e \\fBc\\fR");
}

TEST(Program, PrintsErrorsWithoutLettingThemSteerTheTerminal) {
  Desk desk;
  EXPECT_EQ(desk.run({"status", "no\x1b[31m.md"}), 3);
  EXPECT_EQ(desk.terminal.told, "recipe: there is no no\\x1b[31m.md\n");
  EXPECT_EQ(desk.terminal.said, "");
}

TEST(Program, SaysWhenOutputIsLost) {
  Desk desk;
  desk.terminal.broken = "No space left on device";
  EXPECT_EQ(desk.run({"--version"}), 3);
  EXPECT_NE(desk.terminal.told.find("cannot write standard output: No space left"),
            std::string::npos);
}

TEST(Program, DigestsFilesAndGoesOnAfterAnError) {
  Desk desk;
  desk.files.put("data/a", "1\n");
  desk.files.put("data/b", "2\n");
  desk.files.put_link("data/l", "a");
  ASSERT_TRUE(desk.files.make_directory("empty"));
  EXPECT_EQ(desk.run({"data", "digest", "empty", "data/", "data/a", "absent"}), 2);
  EXPECT_EQ(desk.terminal.said,
            "sha256:9f5cbbe000ff5b31bfde6aa6e989b07da8f4bf520e76ac728054bd7197558ced  data\n"
            "sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865  data/a\n");
  EXPECT_NE(desk.terminal.told.find("note: data/l is a link"), std::string::npos);
  EXPECT_NE(desk.terminal.told.find("recipe: empty holds no regular file"), std::string::npos);
  EXPECT_NE(desk.terminal.told.find("recipe: there is no absent"), std::string::npos);
}

TEST(Program, NeverOverwritesARecipe) {
  Desk desk;
  desk.files.put("model/recipe.md", "mine");
  EXPECT_EQ(desk.run({"new", "model"}), 2);
  EXPECT_EQ(desk.files.at("model/recipe.md"), "mine");
  EXPECT_EQ(desk.run({"new", "notes/Big-Model.md"}), 0);
  EXPECT_TRUE(desk.files.at("notes/Big-Model.md").starts_with("# Big Model\n"));
}

}  // namespace
}  // namespace recipe::cli
