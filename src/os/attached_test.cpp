// Attached runs against real pipes and terminals: each in a process of its own, with a session and
// a terminal where one is wanted.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>

#include <thread>

#include "fakes/temporary_folder.h"
#include "os/descriptor.h"
#include "os/spawn_plan.h"

namespace recipe::os {
namespace {

using Ms = std::chrono::milliseconds;

/// A process that runs one command attached, and writes what it learned to a file.
class AttachedTest : public testing::Test {
 protected:
  ~AttachedTest() override {
    if (pid > 0) {
      ::kill(pid, SIGKILL);
      ::waitpid(pid, nullptr, 0);
    }
  }

  /// In the new process. Its last words: "EXIT SIGNAL", and a line for what was not teed.
  [[noreturn]] void run(const std::string& script) {
    Command command;
    command.arguments = {"bash", "-c", script};
    command.directory = folder.path();
    std::string teed;
    ::signal(SIGPIPE, SIG_DFL);
    attachment.output = [&](std::string_view bytes) {
      teed += bytes;
      folder.put("teed", teed);
    };
    const auto attached = RealProcesses().run_attached(command, attachment);
    folder.put("end", attached ? std::to_string(attached->exit.code) + " " +
                                     std::to_string(attached->exit.signal) + attached->not_teed
                               : attached.error().to_string());
    ::_exit(0);
  }

  /// Standard output is a pipe, whose read end is `output`; standard error too if `together`.
  void start_on_pipe(const std::string& script, bool together = false) {
    Pipe pipe = make_pipe().value();
    pid = ::fork();
    if (pid == 0) {
      ::dup2(pipe.write.get(), STDOUT_FILENO);
      if (together) ::dup2(pipe.write.get(), STDERR_FILENO);
      pipe.read.close();
      pipe.write.close();
      run(script);
    }
    output = std::move(pipe.read);
  }

  /// All three streams are a new terminal, the session's own; `output` is its other side.
  void start_on_terminal(const std::string& script) {
    output = Descriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    ASSERT_EQ(::grantpt(output.get()), 0);
    ASSERT_EQ(::unlockpt(output.get()), 0);
    const std::string name = ::ptsname(output.get());
    const winsize size{33, 77, 0, 0};
    pid = ::fork();
    if (pid == 0) {
      ::setsid();
      const int terminal = ::open(name.c_str(), O_RDWR);
      ::ioctl(terminal, TIOCSCTTY, 0);
      ::ioctl(terminal, TIOCSWINSZ, &size);
      for (int fd = 0; fd <= 2; ++fd) ::dup2(terminal, fd);
      ::close(terminal);
      // The session's leader, as a shell; its child is the job, in the foreground.
      const pid_t job = ::fork();
      if (job == 0) {
        ::setpgid(0, 0);
        ::signal(SIGTTOU, SIG_IGN);
        ::tcsetpgrp(0, ::getpid());
        ::signal(SIGTTOU, SIG_DFL);
        run(script);
      }
      int status = 0;
      while (::waitpid(job, &status, WUNTRACED) == job) {
        if (!WIFSTOPPED(status)) ::_exit(0);
        folder.put("stopped", std::to_string(WSTOPSIG(status)));
        // As fg does, once it is asked to.
        while (folder.at("continue") != "now") std::this_thread::sleep_for(Ms(5));
        ::kill(-job, SIGCONT);
      }
      ::_exit(1);
    }
  }

  std::string rest() {
    std::string all;
    std::array<char, 65536> buffer;
    for (;;) {
      const ssize_t got = ::read(output.get(), buffer.data(), buffer.size());
      if (got <= 0) return all;
      all.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  /// What comes until `words` have.
  std::string until(const std::string& words) {
    std::string all;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (all.find(words) == std::string::npos && std::chrono::steady_clock::now() < deadline) {
      pollfd polled{output.get(), POLLIN, 0};
      if (::poll(&polled, 1, 100) <= 0) continue;
      std::array<char, 4096> buffer;
      const ssize_t got = ::read(output.get(), buffer.data(), buffer.size());
      if (got <= 0) break;
      all.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return all;
  }
  void type(std::string_view keys) {
    ASSERT_EQ(::write(output.get(), keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }
  std::string end() {
    ::waitpid(pid, nullptr, 0);
    pid = 0;
    return folder.at("end");
  }
  std::string wait_for(const std::string& name) {
    for (int tries = 0; tries < 2000; ++tries) {
      const std::string text = folder.at(name);
      if (text != "(no such file)" && !text.empty()) return text;
      std::this_thread::sleep_for(Ms(5));
    }
    return "(never)";
  }

  fakes::TemporaryFolder folder;
  Attachment attachment;
  Descriptor output;
  pid_t pid = 0;
};

TEST_F(AttachedTest, StreamsAreTheCallers) {
  start_on_pipe("readlink /proc/$$/fd/1 /proc/$PPID/fd/1; exit 3");
  const std::string said = rest();
  const std::size_t line = said.find('\n');
  EXPECT_EQ(said.substr(0, line + 1), said.substr(line + 1));
  EXPECT_EQ(end(), "3 0");
}

TEST_F(AttachedTest, AProgramThatIsNotThere) {
  Command command;
  command.arguments = {"no-such-program-here"};
  attachment.tracing = Tracing::yes;
  EXPECT_EQ(RealProcesses().run_attached(command, attachment).error().message,
            "command not found: no-such-program-here");
}

TEST_F(AttachedTest, ATeeShowsAllAndPassesAll) {
  attachment.tee = Tee::out;
  start_on_pipe("seq 200000; exit 4");
  const std::string said = rest();
  EXPECT_EQ(end(), "4 0");
  EXPECT_EQ(said.size(), 1288895U);
  EXPECT_EQ(folder.at("teed"), said);
}

TEST_F(AttachedTest, BothStreamsKeepTheirOrderInATee) {
  attachment.tee = Tee::out;
  start_on_pipe("for i in $(seq 200); do echo o$i; echo e$i >&2; done", true);
  std::string expected;
  for (int i = 1; i <= 200; ++i) {
    expected += "o" + std::to_string(i) + "\ne" + std::to_string(i) + "\n";
  }
  EXPECT_EQ(rest(), expected);
  EXPECT_EQ(end(), "0 0");
  EXPECT_EQ(folder.at("teed"), expected);
}

TEST_F(AttachedTest, AReaderThatGoesEndsTheCommandAsInAPipe) {
  attachment.tee = Tee::out;
  start_on_pipe("exec yes");
  until("y\n");
  output.close();
  EXPECT_EQ(end(), "141 13");
}

TEST_F(AttachedTest, ACommandThatClosesItsOutputGoesOn) {
  attachment.tee = Tee::out;
  start_on_pipe("echo a; exec >&-; sleep 0.2; echo b > done; exit 6");
  EXPECT_EQ(rest(), "a\n");
  EXPECT_EQ(end(), "6 0");
  EXPECT_EQ(folder.at("done"), "b\n");
}

TEST_F(AttachedTest, WhatIsLeftBehindIsNotWaitedForAndStillHeard) {
  attachment.tee = Tee::out;
  const auto begin = std::chrono::steady_clock::now();
  start_on_pipe("(sleep 1; echo late) & echo early");
  EXPECT_EQ(wait_for("end"), "0 0");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, Ms(950));
  EXPECT_EQ(rest(), "early\nlate\n");
  EXPECT_EQ(folder.at("teed"), "early\n");
}

TEST_F(AttachedTest, ASlowReaderGetsAll) {
  attachment.tee = Tee::out;
  start_on_pipe("head -c 300000 /dev/zero; printf end");
  std::this_thread::sleep_for(Ms(600));
  EXPECT_EQ(rest().size(), 300003U);
  EXPECT_EQ(end(), "0 0");
}

TEST_F(AttachedTest, SignalsThatAreSentArePassedOn) {
  start_on_pipe(
      "trap 'echo term; exit 9' TERM; trap 'echo usr1' USR1; echo ready; "
      "while true; do sleep 0.02; done");
  EXPECT_EQ(until("ready\n"), "ready\n");
  ::kill(pid, SIGUSR1);
  EXPECT_EQ(until("usr1\n"), "usr1\n");
  ::kill(pid, SIGTERM);
  EXPECT_EQ(rest(), "term\n");
  EXPECT_EQ(end(), "9 0");
}

TEST_F(AttachedTest, IgnoredSignalsStayIgnored) {
  const auto before = ::signal(SIGHUP, SIG_IGN);
  start_on_pipe("kill -HUP $$; kill -HUP $PPID; echo alive");
  ::signal(SIGHUP, before);
  EXPECT_EQ(rest(), "alive\n");
  EXPECT_EQ(end(), "0 0");
}

TEST_F(AttachedTest, TheTerminalIsTheCommandsOwn) {
  start_on_terminal("tty; test -t 0 -a -t 1 -a -t 2 && stty size; read x; echo got $x");
  EXPECT_NE(until("33 77").find("33 77"), std::string::npos);
  type("word\n");
  EXPECT_NE(until("got word").find("got word"), std::string::npos);
  EXPECT_EQ(end(), "0 0");
}

TEST_F(AttachedTest, InterruptFromTheTerminalIsTheCommandsAlone) {
  start_on_terminal("trap 'echo caught; exit 8' INT; echo ready; while true; do sleep 0.02; done");
  until("ready");
  type("\x03");
  EXPECT_NE(until("caught").find("caught"), std::string::npos);
  EXPECT_EQ(end(), "8 0");
}

TEST_F(AttachedTest, AnInterruptThatEndsTheCommandIsTold) {
  start_on_terminal("echo ready; exec sleep 100");
  until("ready");
  type("\x03");
  EXPECT_EQ(end(), "130 2");
}

TEST_F(AttachedTest, StopsAndContinuesWithTheCommand) {
  attachment.tracing = Tracing::yes;
  start_on_terminal("echo ready; read x; cat /dev/null; echo got $x");
  until("ready");
  type("\x1a");
  EXPECT_EQ(wait_for("stopped"), std::to_string(SIGTSTP));
  folder.put("continue", "now");
  type("word\n");
  EXPECT_NE(until("got word").find("got word"), std::string::npos);
  EXPECT_EQ(end(), "0 0");
}

TEST_F(AttachedTest, ATeeKeepsATerminal) {
  attachment.tee = Tee::out;
  start_on_terminal(
      "test -t 1 -a -t 2 -a -t 0 && stty size < /dev/stdout; echo error >&2; "
      "read x; echo got $x; exit 2");
  until("error");
  type("word\n");
  EXPECT_NE(until("got word").find("got word"), std::string::npos);
  EXPECT_EQ(end(), "2 0");
  EXPECT_EQ(folder.at("teed"), "33 77\nerror\ngot word\n");
}

TEST_F(AttachedTest, ATeeFollowsTheSizeOfTheTerminal) {
  attachment.tee = Tee::out;
  start_on_terminal(
      "trap 'stty size <&1' WINCH; echo ready; "
      "for i in $(seq 200); do sleep 0.02; [ -e stop ] && exit; done");
  until("ready");
  const winsize size{44, 99, 0, 0};
  ::ioctl(output.get(), TIOCSWINSZ, &size);
  EXPECT_NE(until("44 99").find("44 99"), std::string::npos);
  folder.put("stop", "");
  EXPECT_EQ(end(), "0 0");
}

TEST_F(AttachedTest, ModesSetOnTheTeeReachTheTerminal) {
  attachment.tee = Tee::out;
  start_on_terminal("stty -echo <&1; echo ready; sleep 0.5; read x; echo got $x");
  until("ready");
  std::this_thread::sleep_for(Ms(300));
  type("secret\n");
  const std::string said = until("got secret");
  EXPECT_EQ(said.find("secret"), said.rfind("secret")) << said;
  EXPECT_EQ(end(), "0 0");
}

TEST_F(AttachedTest, InterruptWithATee) {
  attachment.tee = Tee::out;
  attachment.tracing = Tracing::yes;
  start_on_terminal("trap 'echo caught; exit 8' INT; echo ready; while true; do sleep 0.02; done");
  until("ready");
  type("\x03");
  EXPECT_NE(until("caught").find("caught"), std::string::npos);
  EXPECT_EQ(end(), "8 0");
}

}  // namespace
}  // namespace recipe::os
