#include "os/spawn.h"

#include <fcntl.h>
#include <sys/prctl.h>

#include "os/descriptor_io.h"
#include "os/spawn_plan.h"
#include "os/system_error.h"

namespace recipe::os {
namespace {

struct Streams {
  int in = -1;
  int out = -1;
  int err = -1;
};

/// In the child: only what is safe in a signal handler.
[[noreturn]] void become(const SpawnPlan& plan, const Streams& streams) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != plan.parent) ::_exit(127);
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) ::sigaction(number, &standard, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::dup2(streams.in, STDIN_FILENO);
  ::dup2(streams.out, STDOUT_FILENO);
  ::dup2(streams.err, STDERR_FILENO);
  become_program(plan);
}

}  // namespace

Result<Child> spawn(const Command& command) {
  TRY_ASSIGN(SpawnPlan plan, spawn_plan(command));
  TRY_ASSIGN(const Descriptor in, open_at(AT_FDCWD, "/dev/null", O_RDONLY, 0, "read", "/dev/null"));
  TRY_ASSIGN(Pipe out, make_pipe());
  TRY_ASSIGN(Pipe err, make_pipe());
  const Streams streams{in.get(), out.write.get(), err.write.get()};

  Child child;
  child.pid = fork_into([&](const sigset_t&) { become(plan, streams); });
  if (child.pid < 0) return system_failure(errno, "start", command.arguments.front());
  out.write.close();
  err.write.close();
  TRY(await_start(plan, child.pid, command));
  ::fcntl(out.read.get(), F_SETFL, O_NONBLOCK);
  ::fcntl(err.read.get(), F_SETFL, O_NONBLOCK);
  child.out = std::move(out.read);
  child.err = std::move(err.read);
  return child;
}

}  // namespace recipe::os
