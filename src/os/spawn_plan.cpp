#include "os/spawn_plan.h"

#include <fcntl.h>
#include <sys/wait.h>

#include "base/text.h"
#include "os/descriptor_io.h"
#include "os/file_system.h"
#include "os/real_environment.h"
#include "os/system_error.h"

namespace recipe::os {
namespace {

enum class Step { enter, execute };

/// What the child sends where it could not become the program.
struct SpawnFailure {
  Step step;
  int code;
};

std::vector<std::string> programs_of(const std::string& name, const std::string& search_path) {
  if (name.find('/') != std::string::npos) return {name};
  std::vector<std::string> programs;
  for (const std::string_view folder : split(search_path, ':')) {
    programs.push_back(join_path(folder.empty() ? "." : folder, name));
  }
  return programs;
}

[[noreturn]] void give_up_child(const SpawnPlan& plan, Step step, int code) {
  const SpawnFailure failure{step, code};
  if (::write(plan.report.write.get(), &failure, sizeof failure) < 0) ::_exit(126);
  ::_exit(127);
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

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return system_failure(errno, "make", "a pipe");
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

Result<SpawnPlan> spawn_plan(const Command& command) {
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
  SpawnPlan plan;
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
  TRY_ASSIGN(plan.report, make_pipe());
  return plan;
}

void become_program(const SpawnPlan& plan) {
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

Result<> await_start(SpawnPlan& plan, pid_t child, const Command& command) {
  plan.report.write.close();
  SpawnFailure failure{};
  const auto got = read_some(plan.report.read.get(), reinterpret_cast<char*>(&failure),
                             sizeof failure, command.arguments.front());
  if (!got || *got != sizeof failure) return {};
  while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) continue;
  return explain(failure, command);
}

}  // namespace recipe::os
