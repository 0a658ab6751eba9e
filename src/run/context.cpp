#include "run/context.h"

#include <fmt/format.h>

#include <csignal>

#include "run/known_programs.h"

namespace recipe::run {
namespace {

std::string signal_text(int signal) {
  switch (signal) {
    case SIGKILL:
      return "9 (SIGKILL): killed from outside, as the system does when memory runs out";
    case SIGSEGV:
      return "11 (SIGSEGV): the program crashed";
    case SIGABRT:
      return "6 (SIGABRT): the program gave up";
    case SIGTERM:
      return "15 (SIGTERM)";
    case SIGINT:
      return "2 (SIGINT)";
    case SIGBUS:
      return "7 (SIGBUS): the program crashed";
    case SIGFPE:
      return "8 (SIGFPE): the program crashed";
    case SIGPIPE:
      return "13 (SIGPIPE)";
    case SIGXCPU:
      return "24 (SIGXCPU): the limit of processor time";
    default:
      return std::to_string(signal);
  }
}

}  // namespace

void ask_machine(Context& run) {
  if (run.machine_is_known || run.asked.valid()) return;
  run.asked =
      std::async(std::launch::async, [&world = run.world, machine = run.record.machine]() mutable {
        ask_programs_once(world, machine);
        return std::move(machine);
      });
}

void know_machine(Context& run) {
  if (run.machine_is_known) return;
  ask_machine(run);
  run.record.machine = run.asked.get();
  run.machine_is_known = true;
}

std::string how_it_ended(const os::Exit& exit) {
  if (exit.signal != 0) return "ended by signal " + signal_text(exit.signal);
  // A shell reports the signal of its last command as 128 + n.
  if (exit.code > 128 && exit.code < 128 + 32) {
    return fmt::format("exit code {}: a command was ended by signal {}", exit.code,
                       signal_text(exit.code - 128));
  }
  if (exit.code == 127) return "exit code 127: a command was not found";
  if (exit.code == 126) return "exit code 126: a command may not be executed";
  return fmt::format("exit code {}", exit.code);
}

}  // namespace recipe::run
