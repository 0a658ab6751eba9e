#include "os/spawn.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <cerrno>

#include "base/text.h"
#include "os/descriptor_io.h"
#include "os/file_system.h"
#include "os/real_environment.h"
#include "os/system_error.h"

namespace recipe::os {
namespace {

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return system_failure(errno, "make", "a pipe");
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

enum class Step { enter, execute };

/// What the child sends where it could not become the program.
struct SpawnFailure {
  Step step;
  int code;
};

/// All that the child needs, made before the fork: after it, nothing may allocate.
struct Plan {
  std::vector<std::string> programs;  ///< to be tried in this order
  std::vector<std::string> variables;
  std::vector<char*> argv;
  std::vector<char*> envp;
  const char* directory = nullptr;
  pid_t parent = 0;
  int in = -1;
  int out = -1;
  int err = -1;
  int report = -1;
};

std::vector<std::string> programs_of(const std::string& name, const std::string& search_path) {
  if (name.find('/') != std::string::npos) return {name};
  std::vector<std::string> programs;
  for (const std::string_view folder : split(search_path, ':')) {
    programs.push_back(join_path(folder.empty() ? "." : folder, name));
  }
  return programs;
}

Result<Plan> plan_of(const Command& command) {
  if (command.arguments.empty() || command.arguments.front().empty()) {
    return fail(ErrorKind::invalid, "an empty command cannot be run");
  }
  TRY(without_zero_byte(command.directory));
  for (const std::string& argument : command.arguments) TRY(without_zero_byte(argument));

  std::map<std::string, std::string> variables = RealEnvironment().all();
  for (const auto& [name, value] : command.environment) {
    TRY(without_zero_byte(name));
    if (value) TRY(without_zero_byte(*value));
    if (value) {
      variables[name] = *value;
    } else {
      variables.erase(name);
    }
  }
  const auto path = variables.find("PATH");
  Plan plan;
  plan.programs =
      programs_of(command.arguments.front(),
                  path != variables.end() ? path->second : "/usr/local/bin:/usr/bin:/bin");
  for (const auto& [name, value] : variables) plan.variables.push_back(name + "=" + value);
  for (const std::string& argument : command.arguments) {
    plan.argv.push_back(const_cast<char*>(argument.c_str()));
  }
  plan.argv.push_back(nullptr);
  for (std::string& variable : plan.variables) plan.envp.push_back(variable.data());
  plan.envp.push_back(nullptr);
  if (!command.directory.empty()) plan.directory = command.directory.c_str();
  plan.parent = ::getpid();
  return plan;
}

[[noreturn]] void give_up_child(const Plan& plan, Step step, int code) {
  const SpawnFailure failure{step, code};
  if (::write(plan.report, &failure, sizeof failure) < 0) ::_exit(126);
  ::_exit(127);
}

/// In the child: only what is safe in a signal handler.
[[noreturn]] void become(const Plan& plan) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != plan.parent) ::_exit(127);
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) ::sigaction(number, &standard, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::dup2(plan.in, STDIN_FILENO);
  ::dup2(plan.out, STDOUT_FILENO);
  ::dup2(plan.err, STDERR_FILENO);
  if (plan.directory != nullptr && ::chdir(plan.directory) != 0) {
    give_up_child(plan, Step::enter, errno);
  }
  int reason = ENOENT;
  for (const std::string& program : plan.programs) {
    ::execve(program.c_str(), plan.argv.data(), plan.envp.data());
    if (errno == ENOENT || errno == ENOTDIR) continue;
    reason = errno;
    if (errno != EACCES) break;
  }
  give_up_child(plan, Step::execute, reason);
}

/// Signals wait meanwhile, so that none runs a handler of this program in the child.
pid_t fork_into(const Plan& plan) {
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = ::fork();
  if (pid == 0) become(plan);
  const int code = errno;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = code;
  return pid;
}

tl::unexpected<Error> explain(const SpawnFailure& failure, const Command& command) {
  if (failure.step == Step::enter) {
    return system_failure(failure.code, "enter the folder", command.directory);
  }
  const std::string& name = command.arguments.front();
  if (failure.code == ENOENT) return fail(ErrorKind::not_found, "command not found: " + name);
  return system_failure(failure.code, "run", name);
}

}  // namespace

Result<Child> spawn(const Command& command) {
  TRY_ASSIGN(Plan plan, plan_of(command));
  TRY_ASSIGN(const Descriptor in, open_at(AT_FDCWD, "/dev/null", O_RDONLY, 0, "read", "/dev/null"));
  TRY_ASSIGN(Pipe out, make_pipe());
  TRY_ASSIGN(Pipe err, make_pipe());
  TRY_ASSIGN(Pipe report, make_pipe());
  plan.in = in.get();
  plan.out = out.write.get();
  plan.err = err.write.get();
  plan.report = report.write.get();

  Child child;
  child.pid = fork_into(plan);
  if (child.pid < 0) return system_failure(errno, "start", command.arguments.front());
  out.write.close();
  err.write.close();
  report.write.close();

  // Closed without a word as the program starts.
  SpawnFailure failure{};
  auto got = read_some(report.read.get(), reinterpret_cast<char*>(&failure), sizeof failure,
                       command.arguments.front());
  if (got && *got == sizeof failure) {
    while (::waitpid(child.pid, nullptr, 0) < 0 && errno == EINTR) continue;
    return explain(failure, command);
  }
  ::fcntl(out.read.get(), F_SETFL, O_NONBLOCK);
  ::fcntl(err.read.get(), F_SETFL, O_NONBLOCK);
  child.out = std::move(out.read);
  child.err = std::move(err.read);
  return child;
}

}  // namespace recipe::os
