#include <algorithm>

#include "code/python/family.h"
#include "code/python/parameters.h"

namespace recipe::code::python {
namespace {

bool imports_typer(const Module& module) {
  return std::any_of(module.imports.begin(), module.imports.end(), [](const Import& one) {
    return one.from == "typer" || one.from.starts_with("typer.");
  });
}

/// The call of `typer.Option` or `typer.Argument` that describes a parameter, as its default or
/// within `Annotated[...]`.
NodeId description(Reading& reading, const Module& module, const Parameter& one, bool& annotated) {
  const auto describes = [&](NodeId node) {
    if (!module.syntax.is(node, Kind::call)) return false;
    const Call call = call_at(reading.program(), module, node);
    return call.last == "Option" || call.last == "Argument";
  };
  annotated = false;
  if (describes(one.value)) return one.value;
  if (one.type == nowhere) return nowhere;
  for (NodeId node = one.type; node < module.syntax.end(one.type); ++node) {
    if (describes(node)) {
      annotated = true;
      return node;
    }
  }
  return nowhere;
}

void typer_parameter(Reading& reading, const Call& at, const Module& module, const Parameter& one) {
  bool annotated = false;
  const NodeId described = description(reading, module, one, annotated);
  const std::string type(module.syntax.text(one.type).substr(0, 200));
  if (type.find("Context") != std::string::npos) return;
  Flag flag;
  flag.key = one.name;
  flag.place = reading.place_of(module, one.node);
  NodeId stated = one.value;
  bool argument = one.value == nowhere;
  std::size_t first_name = 1;
  if (described != nowhere) {
    const Call call = call_at(reading.program(), module, described);
    argument = call.last == "Argument";
    if (annotated) {
      first_name = 0;
    } else {
      stated = call.argument(0, "default");
    }
    for (std::size_t index = first_name; index < call.positional.size() && !argument; ++index) {
      const Literal name = reading.evaluate(module, call.positional[index]);
      if (name.string() == nullptr) continue;
      for (std::size_t begin = 0; begin <= name.text.size();) {
        const std::size_t slash = std::min(name.text.find('/', begin), name.text.size());
        if (slash > begin) flag.names.push_back(name.text.substr(begin, slash - begin));
        begin = slash + 1;
      }
    }
  }
  const bool required = stated == nowhere || module.syntax.text(stated) == "...";
  const bool boolean = type.find("bool") != std::string::npos;
  if (argument) {
    flag.names = {one.name};
  } else if (flag.names.empty()) {
    flag.names = {option_name(one.name, '-')};
    if (boolean) flag.names.push_back("--no-" + option_name(one.name, '-').substr(2));
  }
  if (!required) flag.defaults = reading.default_of(module, stated);
  if (required) flag.defaults.kind = DefaultKind::required;
  flag.takes = boolean && !argument ? Takes::nothing : takes_of(type);
  reading.flag(at, std::move(flag));
}

void typer_function(Reading& reading, const Call& at, const Module& module, NodeId function) {
  reading.parser_seen(at);
  for (const Parameter& one : parameters_of(module.syntax, function)) {
    if (!one.name.starts_with('*') && one.name != "self") typer_parameter(reading, at, module, one);
  }
  for (const char* name : {"--help", "--install-completion", "--show-completion"}) {
    Flag flag;
    flag.names = {name};
    flag.key = std::string_view(name).substr(2);
    flag.takes = Takes::nothing;
    reading.builtin(at, std::move(flag));
  }
}

void typer_call(Reading& reading, const Call& call) {
  const Syntax& syntax = call.module.syntax;
  if (is_call(call, "typer.run") && !call.positional.empty()) {
    const Target target = reading.program().resolve(call.module, call.positional[0]);
    if (target.kind == Target::Kind::function) {
      typer_function(reading, call, *target.module, target.module->scopes[target.scope].node);
    } else {
      reading.open(call, "typer runs a function that was not found");
    }
    return;
  }
  if ((call.last != "command" && call.last != "callback") || !imports_typer(call.module)) return;
  const NodeId decorator = syntax.parent(call.node);
  if (!syntax.is(decorator, Kind::decorator)) return;
  const NodeId definition = syntax.child(syntax.parent(decorator), Field::definition);
  if (syntax.is(definition, Kind::function_definition)) {
    typer_function(reading, call, call.module, definition);
  }
}

}  // namespace

extern const Family typer_family{
    "typer", "typer: the parameters of commands, with typer.Option, typer.Argument or Annotated.",
    typer_call, nullptr};

}  // namespace recipe::code::python
