#pragma once

#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

#include "os/descriptor.h"
#include "os/process.h"

namespace recipe::os {

struct Pipe {
  Descriptor read;
  Descriptor write;
};
/// Both ends with O_CLOEXEC.
Result<Pipe> make_pipe();

/// All that a child needs to become a program, made before the fork: after it, nothing may
/// allocate. Points into the command.
struct SpawnPlan {
  std::vector<std::string> programs;  ///< to be tried in this order
  std::vector<std::string> variables;
  std::vector<char*> argv;
  std::vector<char*> envp;
  const char* directory = nullptr;
  pid_t parent = 0;
  Pipe report;  ///< closed without a word as the program starts
};

Result<SpawnPlan> spawn_plan(const Command& command);

/// In the child, as all of it: only what is safe in a signal handler.
[[noreturn]] void become_program(const SpawnPlan& plan);

/// In the parent: waits until the program runs; else the child is reaped and the reason returned.
Result<> await_start(SpawnPlan& plan, pid_t child, const Command& command);

/// Forks with all signals blocked, so that none runs a handler of this program in the child, where
/// `become` is called with those that were blocked before and never returns.
template <class Become>
pid_t fork_into(const Become& become) {
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = ::fork();
  if (pid == 0) become(before);
  const int code = errno;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = code;
  return pid;
}

}  // namespace recipe::os
