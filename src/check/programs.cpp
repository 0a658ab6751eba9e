#include "check/programs.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::check {
namespace {

/// Launchers that start launchers.
constexpr int most_launched = 4;

/// The script of a call in the tree; a module as the file that it is.
std::string path_of(const Study& study, const DocumentCommand& command, const Invocation& run,
                    const code::Tree& tree, std::string& why) {
  std::vector<std::string> names = {run.program.value};
  if (run.kind == ProgramKind::module) {
    std::string path = run.program.value;
    std::replace(path.begin(), path.end(), '.', '/');
    names = {path + ".py", path + "/__main__.py"};
  }
  for (const std::string& name : names) {
    const Lookup found = look_up(study, command.place, tree, name);
    if (found.sighting == Sighting::here) return found.path;
    if (found.sighting == Sighting::below && found.alone) return found.path;
    if (found.sighting == Sighting::below) why = "several scripts are called so";
  }
  if (why.empty()) why = "the script is not found";
  return "";
}

class CallReader {
 public:
  CallReader(Study& study, ProgramCalls& out) : study_(study), out_(out) {}

  void run() {
    const auto& commands = study_.shared<DocumentCommands>();
    for (const DocumentCommand& command : commands.all) {
      if (!command.invocation) continue;
      std::optional<Invocation> next = *command.invocation;
      for (int depth = 0; next && depth < most_launched; ++depth)
        next = add(command, *next, commands);
    }
  }

 private:
  /// What the program launches, if it does.
  std::optional<Invocation> add(const DocumentCommand& command, const Invocation& run,
                                const DocumentCommands& commands) {
    if (run.kind != ProgramKind::script && run.kind != ProgramKind::module) return std::nullopt;
    if (!run.program.literal()) return std::nullopt;
    ProgramCall call;
    call.command = &command;
    call.run = run;
    call.arguments = run.arguments;
    call.standpoint = study_.standpoint(run.program.span.begin);
    if (!command.place.known()) {
      call.why = command.place.why;
    } else if (commands.made.covers(run.program.value)) {
      call.why = "the document's commands make the script";
    } else {
      call.path = path_of(study_, command, run, *call.standpoint.tree, call.why);
    }
    std::optional<Invocation> inner;
    if (!call.path.empty()) {
      const code::Script& script = study_.facts.script(*call.standpoint.tree, call.path);
      if (script.understood) {
        call.script = &script;
        if (hands_on(script.interface)) inner = passed_on(run);
      } else {
        call.why = script.why_not;
      }
    }
    if (inner) {
      const std::size_t begin = inner->program.span.begin;
      call.arguments.erase(
          std::find_if(call.arguments.begin(), call.arguments.end(),
                       [begin](const ShellWord& word) { return word.span.begin >= begin; }),
          call.arguments.end());
    }
    if (run.kind == ProgramKind::script || !call.path.empty()) out_.all.push_back(std::move(call));
    return inner;
  }

  static bool hands_on(const code::Interface& interface) {
    return interface.launches || std::any_of(interface.flags.begin(), interface.flags.end(),
                                             [](const code::Flag& flag) { return flag.rest; });
  }

  Study& study_;
  ProgramCalls& out_;
};

}  // namespace

ProgramCalls::ProgramCalls(Study& study) { CallReader(study, *this).run(); }

}  // namespace recipe::check
