#include "code/python/family.h"
#include "code/python/parameters.h"

namespace recipe::code::python {
namespace {

void add_component(Reading& reading, const Call& call, const Target& target) {
  if (target.kind == Target::Kind::function) {
    add_parameters(reading, call, *target.module, target.module->scopes[target.scope].node);
  }
  if (target.kind != Target::Kind::klass) return;
  const Class& klass = target.module->classes[static_cast<std::size_t>(target.klass)];
  for (const auto& [name, scope] : klass.methods) {
    if (name == "__init__" || !name.starts_with('_')) {
      add_parameters(reading, call, *target.module, target.module->scopes[scope].node);
    }
  }
}

void fire_call(Reading& reading, const Call& call) {
  const bool fires = call.last == "Fire" && (call.name == "Fire" || is_call(call, "fire.Fire"));
  if (!fires) return;
  reading.parser_seen(call);
  reading.open(call, "Fire goes on with what a function returns");
  const NodeId component = call.argument(0, "component");
  const Syntax& syntax = call.module.syntax;
  if (component == nowhere) {
    for (const auto& [name, scope] : call.module.functions) {
      add_parameters(reading, call, call.module, call.module.scopes[scope].node);
    }
    return;
  }
  if (!syntax.is(component, Kind::dictionary)) {
    add_component(reading, call, reading.program().resolve(call.module, component));
    return;
  }
  for (const NodeId pair : syntax.children(component)) {
    add_component(reading, call,
                  reading.program().resolve(call.module, syntax.child(pair, Field::value)));
  }
}

}  // namespace

extern const Family fire_family{"fire", "Fire: the parameters of functions and of methods.",
                                fire_call, nullptr};

}  // namespace recipe::code::python
