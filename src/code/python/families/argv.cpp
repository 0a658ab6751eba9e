#include <algorithm>
#include <array>

#include "code/python/family.h"
#include "code/python/reading.h"

namespace recipe::code::python {
namespace {

constexpr std::array<std::string_view, 7> changes = {"append", "insert", "extend", "remove",
                                                     "pop",    "clear",  "index"};

bool is_changed(const Syntax& syntax, NodeId argv) {
  NodeId node = argv;
  if (syntax.is(syntax.parent(node), Kind::subscript)) node = syntax.parent(node);
  const NodeId up = syntax.parent(node);
  if (syntax.is(up, Kind::delete_statement) || syntax.is(up, Kind::augmented)) return true;
  if (syntax.is(up, Kind::assignment)) return syntax.field(node) == Field::left;
  if (!syntax.is(up, Kind::attribute)) return false;
  const std::string_view method = syntax.text(syntax.child(up, Field::attribute));
  return std::find(changes.begin(), changes.end(), method) != changes.end();
}

bool is_first(const Syntax& syntax, NodeId argv) {
  const NodeId up = syntax.parent(argv);
  return syntax.is(up, Kind::subscript) && syntax.text(syntax.child(up, Field::subscript)) == "0";
}

void look(Reading& reading, const Module& module, NodeId argv) {
  const Syntax& syntax = module.syntax;
  const bool reached = reading.program().reached(module, argv);
  if (is_first(syntax, argv)) return;
  if (is_changed(syntax, argv)) {
    reading.open(module, argv, reached, "the program changes sys.argv itself");
  } else if (!reading.parser_seen()) {
    reading.open(module, argv, reached, "the program reads sys.argv itself");
  }
}

void argv_finish(Reading& reading) {
  for (const Module* module : reading.program().modules()) {
    if (module->syntax.bytes().find("argv") == std::string::npos) continue;
    for (const Scope& scope : module->scopes) {
      for (const NodeId node : scope.references) {
        const std::string_view name = dotted(module->syntax, node);
        if (name.ends_with("argv") && reading.program().full_name(*module, node) == "sys.argv") {
          look(reading, *module, node);
        }
      }
    }
  }
}

}  // namespace

extern const Family argv_family{"argv", "A program that reads or changes sys.argv itself.", nullptr,
                                argv_finish};

}  // namespace recipe::code::python
