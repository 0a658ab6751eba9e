#include <algorithm>
#include <array>

#include "code/python/family.h"
#include "code/python/parameters.h"

namespace recipe::code::python {
namespace {

/// Calls that make a parser of a dataclass; of all but the first it is not known in full how they
/// spell what lies inside.
constexpr std::array<std::string_view, 9> makers = {
    "HfArgumentParser", "TrlParser",     "tyro.cli",      "simple_parsing.parse", "add_arguments",
    "pyrallis.parse",   "draccus.parse", "pyrallis.wrap", "draccus.wrap"};

void add_class(Reading& reading, const Call& call, NodeId node) {
  const Syntax& syntax = call.module.syntax;
  if (syntax.is(node, Kind::tuple) || syntax.is(node, Kind::list) ||
      syntax.is(node, Kind::parenthesized)) {
    for (const NodeId one : syntax.children(node)) {
      if (!syntax.is(one, Kind::tuple) && !syntax.is(one, Kind::list))
        add_class(reading, call, one);
    }
    return;
  }
  const Target target = reading.program().resolve(call.module, node, Program::Want::value);
  if (target.kind == Target::Kind::klass) {
    add_fields(reading, call, *target.module, target.klass);
  } else if (target.kind == Target::Kind::function) {
    add_parameters(reading, call, *target.module, target.module->scopes[target.scope].node);
  } else {
    reading.open(call,
                 std::string(syntax.text(node).substr(0, 80)) + " is not defined in this tree");
  }
}

void dataclass_call(Reading& reading, const Call& call) {
  const auto maker = std::find_if(makers.begin(), makers.end(), [&](std::string_view one) {
    return one.find('.') == std::string_view::npos ? call.last == one : is_call(call, one);
  });
  if (call.last == "parse_args_into_dataclasses") {
    const NodeId rest = call.keyword("return_remaining_strings");
    if (reading.evaluate(call.module, rest).truth) {
      reading.open(call, "parse_args_into_dataclasses leaves the rest to others");
    }
  }
  if (maker == makers.end()) return;
  // Functions of this name that are given a parser are many.
  if (*maker == "add_arguments") {
    const Target target =
        reading.program().resolve(call.module, call.argument(0, "dataclass"), Program::Want::value);
    if (target.kind != Target::Kind::klass) return;
  }
  reading.parser_seen(call);
  if (call.reached && *maker == makers[0]) reading.spelling().prefixes = true;
  const NodeId classes =
      call.positional.empty()
          ? call.keyword(*maker == makers[0] ? "dataclass_types" : "config_class")
          : call.positional[0];
  if (classes == nowhere) {
    reading.open(call, std::string(call.last) + " is given its classes elsewhere");
  } else {
    add_class(reading, call, classes);
  }
  if (maker != makers.begin()) {
    reading.open(
        call, std::string(call.last) + " also takes the fields of fields, in spellings of its own");
  }
}

}  // namespace

extern const Family dataclass_family{"dataclass",
                                     "Parsers made of dataclasses: HfArgumentParser, and tyro, "
                                     "simple_parsing, pyrallis and draccus as "
                                     "far as their outermost fields.",
                                     dataclass_call, nullptr};

}  // namespace recipe::code::python
