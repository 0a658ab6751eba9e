#include "code/python/python.h"

#include <algorithm>

#include "code/python/constants.h"
#include "code/python/fallbacks.h"
#include "code/python/family.h"
#include "code/python/reading.h"
#include "code/python/settings.h"

namespace recipe::code {
namespace python {
namespace {

constexpr std::size_t most_calls = 10000;

void show_calls(Program& program, Reading& reading) {
  for (std::size_t at = 0; at < program.modules().size(); ++at) {
    const Module& module = *program.modules()[at];
    for (ScopeId scope = 0; scope < module.scopes.size(); ++scope) {
      // What runs only where another file is the program.
      if (scope == guard_scope && &module != program.entry()) continue;
      for (const NodeId node : module.scopes[scope].calls) {
        const Call call = call_at(program, module, node);
        for (const Family* family : families()) {
          if (family->call != nullptr) family->call(reading, call);
        }
      }
    }
  }
  for (const Family* family : families()) {
    if (family->finish != nullptr) family->finish(reading);
  }
}

bool names_program(std::string key) {
  for (const char* word : {"script", "program", "command", "cmd", "module"}) {
    if (key.find(word) != std::string::npos) return true;
  }
  return false;
}

/// A positional argument that names a program, and one that takes all behind it.
bool launches(const Interface& interface) {
  bool program = false;
  for (const Flag& flag : interface.flags) {
    if (!flag.positional()) continue;
    program = program || names_program(flag.key);
    if (flag.rest && program) return true;
  }
  return false;
}

std::vector<std::string> calls_of(const Program& program) {
  std::vector<std::string> names;
  const Module& module = *program.entry();
  for (const Scope& scope : module.scopes) {
    for (const NodeId call : scope.calls) {
      std::string name = program.full_name(module, module.syntax.child(call, Field::function));
      if (!name.empty()) names.push_back(std::move(name));
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.size() > most_calls) names.resize(most_calls);
  return names;
}

/// What makes it impossible to say that the list of flags is whole.
void doubts(const Program& program, Reading& reading) {
  for (const Module* module : program.modules()) {
    if (module->syntax.mostly_broken())
      reading.open_at({module->path, 1}, "this is no Python that can be read");
    for (const NodeId piece : module->syntax.broken()) {
      if (!is_marked(module->syntax.text(piece))) continue;
      reading.open_at({module->path, module->syntax.line(piece)}, "the syntax is broken here");
      break;
    }
  }
  if (program.cut_short()) {
    reading.open_at({program.path(), 1}, "it imports more files than are followed");
  }
  if (!reading.parser_seen()) {
    reading.open_at({program.path(), 1}, "no parser of arguments was seen");
  }
}

Script script_of(Library& library, std::string_view path) {
  Script script;
  script.path = path;
  library.trim();
  Program program(library, std::string(path));
  script.sources = program.sources();
  if (program.entry() == nullptr) {
    script.understood = false;
    const File* file = library.file(std::string(path));
    script.why_not = file == nullptr ? "there is no such file" : file->why_not;
    script.interface.open.emplace_back(script.why_not, Place{script.path, 1});
    return script;
  }
  Reading reading(program, script.interface);
  show_calls(program, reading);
  doubts(program, reading);
  reading.finish();
  read_fallbacks(reading, script.interface);
  script.interface.launches = launches(script.interface);
  script.constants = constants_of(program);
  script.calls = calls_of(program);
  script.sources = program.sources();
  script.why_not = why_broken(program.entry()->syntax);
  script.understood = script.why_not.empty();
  return script;
}

}  // namespace
}  // namespace python

PythonReader::PythonReader(const Tree& tree) : library_(std::make_unique<python::Library>(tree)) {}
PythonReader::~PythonReader() = default;

Script PythonReader::script(std::string_view path) { return python::script_of(*library_, path); }

Settings PythonReader::settings(std::string_view path) {
  library_->trim();
  return python::settings_of(*library_, path);
}

Script read_python(const Tree& tree, std::string_view path) {
  return PythonReader(tree).script(path);
}

Settings read_python_settings(const Tree& tree, std::string_view path) {
  return PythonReader(tree).settings(path);
}

}  // namespace recipe::code
