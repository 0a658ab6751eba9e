// Real processes, because groups, signals and pipes are what is tested.

#include "os/real_processes.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "base/text.h"
#include "fakes/temporary_folder.h"

namespace recipe::os {
namespace {

using std::chrono::milliseconds;

Command bash(const std::string& script) {
  Command command;
  command.arguments = {"bash", "-c", script};
  return command;
}

/// A process that is gone, or dead and only not yet waited for by its new parent.
bool gone(const std::string& pid) {
  for (int tries = 0; tries < 100; ++tries) {
    const auto stat = RealFiles().read("/proc/" + pid + "/stat", 4096);
    if (!stat || stat->find(") Z ") != std::string::npos) return true;
    std::this_thread::sleep_for(milliseconds(20));
  }
  return false;
}

class ProcessesTest : public testing::Test {
 protected:
  RealProcesses processes;
  std::string out;
  std::string err;
  Listener listener{[this](Stream stream, std::string_view bytes) {
                      (stream == Stream::out ? out : err) += bytes;
                    },
                    [] { return true; }, milliseconds(5000)};
};

TEST_F(ProcessesTest, OutputAndExitCode) {
  const Exit exit = processes.run(bash("echo out; echo err >&2; exit 3"), listener).value();
  EXPECT_EQ(out, "out\n");
  EXPECT_EQ(err, "err\n");
  EXPECT_EQ(exit.code, 3);
  EXPECT_EQ(exit.signal, 0);
  EXPECT_FALSE(exit.succeeded());
  EXPECT_FALSE(exit.interrupted);
  EXPECT_GT(exit.seconds, 0);
  EXPECT_LT(exit.seconds, 5);
  EXPECT_GT(exit.peak_bytes, 100'000U);
}

TEST_F(ProcessesTest, AllOfALongOutput) {
  ASSERT_TRUE(processes.run(bash("head -c 3000000 /dev/zero; printf end"), listener));
  EXPECT_EQ(out.size(), 3000003U);
  EXPECT_TRUE(out.ends_with("end"));
}

TEST_F(ProcessesTest, ASignalIsTold) {
  const Exit exit = processes.run(bash("kill -SEGV $$"), listener).value();
  EXPECT_EQ(exit.signal, SIGSEGV);
  EXPECT_EQ(exit.code, 128 + SIGSEGV);
  EXPECT_FALSE(exit.succeeded());
}

TEST_F(ProcessesTest, StandardInputIsEmpty) {
  EXPECT_EQ(processes.capture(bash("cat; echo end"), milliseconds(5000), 99).value().out, "end\n");
}

TEST_F(ProcessesTest, NoShellReadsTheArguments) {
  Command command;
  command.arguments = {"printf", "%s|", "a b", "$HOME", "*", "", "'"};
  EXPECT_EQ(processes.capture(command, milliseconds(5000), 99).value().out, "a b|$HOME|*||'|");
}

TEST_F(ProcessesTest, FolderAndVariables) {
  fakes::TemporaryFolder folder;
  ::setenv("RECIPE_TEST_OUTER", "outer", 1);
  Command command = bash("pwd -P; echo $A-${RECIPE_TEST_OUTER-unset}");
  command.directory = folder.path();
  command.environment = {{"A", "a b"}, {"RECIPE_TEST_OUTER", std::nullopt}};
  EXPECT_EQ(processes.capture(command, milliseconds(5000), 999).value().out,
            RealFiles().real_path(folder.path()).value() + "\na b-unset\n");
}

TEST_F(ProcessesTest, ProgramsAreFoundInTheChildsPath) {
  fakes::TemporaryFolder folder;
  folder.put("tool", "#!/bin/sh\necho mine\n");
  folder.put("data", "no program\n");
  folder.shell("chmod +x tool; chmod -x data");
  Command command;
  command.arguments = {"tool"};
  EXPECT_EQ(processes.run(command, listener).error().kind, ErrorKind::not_found);
  command.environment["PATH"] = "/nowhere:" + folder.path();
  EXPECT_EQ(processes.capture(command, milliseconds(5000), 99).value().out, "mine\n");
  command.arguments = {"data"};
  EXPECT_EQ(processes.run(command, listener).error().kind, ErrorKind::denied);
}

TEST_F(ProcessesTest, WhatCannotStartIsAnError) {
  Command command;
  EXPECT_EQ(processes.run(command, listener).error().kind, ErrorKind::invalid);
  command.arguments = {"no-such-program-here"};
  const auto absent = processes.run(command, listener);
  EXPECT_EQ(absent.error().kind, ErrorKind::not_found);
  EXPECT_EQ(absent.error().message, "command not found: no-such-program-here");
  command.arguments = {"true"};
  command.directory = "/no/such/folder";
  EXPECT_NE(processes.run(command, listener).error().message.find("/no/such/folder"),
            std::string::npos);
  command.directory = "";
  command.arguments = {"true", std::string("a\0b", 3)};
  EXPECT_EQ(processes.run(command, listener).error().kind, ErrorKind::invalid);
}

TEST_F(ProcessesTest, StoppingEndsGrandchildrenToo) {
  int asked = 0;
  listener.keep_going = [&] { return std::count(out.begin(), out.end(), '\n') < 2 || ++asked < 2; };
  const Exit exit =
      processes.run(bash("(sleep 100 & echo $!; sleep 100) & echo $!; sleep 100"), listener)
          .value();
  EXPECT_TRUE(exit.interrupted);
  EXPECT_LT(exit.seconds, 10);
  EXPECT_NE(exit.signal, 0);
  for (const std::string_view pid : lines(out)) EXPECT_TRUE(gone(std::string(pid))) << pid;
}

TEST_F(ProcessesTest, WhoIgnoresTheRequestIsKilledAfterGrace) {
  listener.grace = milliseconds(200);
  listener.keep_going = [&] { return out.empty(); };
  const Exit exit =
      processes.run(bash("trap '' TERM; echo $$; while true; do sleep 0.05; done"), listener)
          .value();
  EXPECT_TRUE(exit.interrupted);
  EXPECT_EQ(exit.signal, SIGKILL);
  EXPECT_GE(exit.seconds, 0.2);
  EXPECT_LT(exit.seconds, 5);
}

TEST_F(ProcessesTest, GraceIsTimeToCleanUp) {
  listener.keep_going = [&] { return out.empty(); };
  const Exit exit =
      processes
          .run(bash("trap 'sleep 0.1; echo saved; exit 0' TERM; echo ready; sleep 9 & wait"),
               listener)
          .value();
  EXPECT_EQ(out, "ready\nsaved\n");
  EXPECT_TRUE(exit.interrupted);
  EXPECT_EQ(exit.code, 0);
}

TEST_F(ProcessesTest, WhatIsLeftBehindIsNotWaitedFor) {
  const auto begin = std::chrono::steady_clock::now();
  const Exit exit = processes.run(bash("sleep 100 & echo $!"), listener).value();
  EXPECT_TRUE(exit.succeeded());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  EXPECT_TRUE(gone(std::string(trim(out))));
}

TEST_F(ProcessesTest, CaptureHasALimitAndATimeout) {
  const auto cut = processes.capture(bash("printf 12345; printf 678 >&2"), milliseconds(5000), 4);
  EXPECT_EQ(cut.value().out, "1234");
  EXPECT_EQ(cut.value().err, "678");
  const auto late = processes.capture(bash("echo x; sleep 100"), milliseconds(150), 99);
  EXPECT_EQ(late.error().kind, ErrorKind::timeout);
  EXPECT_NE(late.error().message.find("bash took longer than 0.15 s"), std::string::npos);
}

}  // namespace
}  // namespace recipe::os
